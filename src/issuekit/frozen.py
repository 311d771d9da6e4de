"""Frozen dataclasses that cost next to nothing until they are used.

``dataclasses.dataclass`` writes the source of a class's methods and compiles all of it when the class is defined: about
a millisecond a class, a sixth of the time that a check of a whole issue takes. This one gives the same methods, but
most of them once for all classes, and ``__init__`` when the first instance is made. ``replace``, ``fields`` and
``asdict`` of the standard library work on its classes, and to a type checker it is the standard library's.

It is for what every check imports; where start-up doesn't matter, the standard library's is the plainer choice.
"""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, Field, FrozenInstanceError
from itertools import islice
from operator import attrgetter
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["dataclass", "field"]


def frozen_dataclass(
    *, frozen: bool, slots: bool = False, eq: bool = True, order: bool = False,
) -> Callable[[type[Any]], type[Any]]:
    """What ``dataclasses.dataclass`` does, for frozen classes that don't inherit from others of their kind.

    Raises:
        TypeError: the class is not to be frozen.
    """
    if not frozen:
        raise TypeError("classes that can be changed are the standard library's business")
    return lambda cls: _completed(cls, slots=slots, eq=eq, order=order)


def _completed(cls: Any, *, slots: bool, eq: bool, order: bool) -> Any:
    body = cls.__dict__
    fields = {name: body.get(name, MISSING) for name in body.get("__annotations__", ())}
    if slots:
        # A class has slots from its beginning or not at all: it is made a second time.
        kept = {name: value for name, value in body.items() if name not in _MADE_ANEW and name not in fields}
        cls = type(cls)(cls.__name__, cls.__bases__, {
            **kept, "__slots__": tuple(fields), "__qualname__": cls.__qualname__,
        })
        _add(cls, __getstate__=_getstate, __setstate__=_setstate)
    else:
        for name, given in fields.items():
            if isinstance(given, Field):
                if given.default is MISSING:
                    delattr(cls, name)
                else:
                    setattr(cls, name, given.default)
    setattr(cls, "__match_args__", tuple(fields))  # noqa: B010 - a type checker takes it for a constant
    cls.__frozen_fields__ = fields
    cls.__dataclass_fields__ = _FIELDS
    _add(cls, __init__=_starter(cls), __repr__=_repr, __setattr__=_setattr, __delattr__=_delattr)
    if eq:
        compared = [name for name, given in fields.items() if not isinstance(given, Field) or given.compare]
        cls.__frozen_key__ = staticmethod(attrgetter(*compared) if compared else _nothing)
        if cls.__dict__.get("__hash__") is None:  # also what Python puts there where a class has its own “__eq__”
            cls.__hash__ = _hash
        _add(cls, __eq__=_eq)
    if order:
        _add(cls, __lt__=_lt, __le__=_le, __gt__=_gt, __ge__=_ge)
    return cls


_MADE_ANEW = frozenset({"__dict__", "__weakref__"})


def _add(cls: type[Any], **methods: object) -> None:
    for name, method in methods.items():
        if name not in cls.__dict__:
            setattr(cls, name, method)


FEW = 10  # instances, up to which it takes longer to compile an “__init__” than to do without


def _starter(cls: type[Any]) -> Callable[..., None]:
    names = cls.__match_args__
    fields = cls.__frozen_fields__
    put = object.__setattr__
    number = 0

    def starter(self: Any, *arguments: Any, **named: Any) -> None:
        nonlocal number
        number += 1
        values = None
        if number <= FEW:
            whole = len(arguments) == len(names) and not named
            values = arguments if whole else _all_values(fields, arguments, named)
        if values is None:
            cls.__init__ = written = _written(cls)  # it also says what is missing or too much
            written(self, *arguments, **named)
        else:
            for name, value in zip(names, values, strict=True):
                put(self, name, value)

    return starter


def _all_values(fields: dict[str, Any], arguments: tuple[Any, ...], named: dict[str, Any]) -> list[Any] | None:
    """The values of all fields in their order, defaults among them; None where some are missing or too many."""
    values, taken = list(arguments), 0
    for name, default in islice(fields.items(), len(arguments), None):
        value = default
        if name in named:
            value = named[name]
            taken += 1
        elif isinstance(default, Field):
            value = default.default if default.default_factory is MISSING else default.default_factory()
        if value is MISSING:
            return None
        values.append(value)
    return values if taken == len(named) and len(values) == len(fields) else None


def _written(cls: type[Any]) -> Callable[..., None]:
    """The ``__init__`` of a class, compiled: no other is as fast, and some classes have thousands of instances."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_MISSING": MISSING}
    parameters, lines = ["self"], []
    for number, (name, given) in enumerate(cls.__frozen_fields__.items()):
        value = parameter = name
        if isinstance(given, Field) and given.default_factory is not MISSING:
            known[f"_{number}"] = given.default_factory
            parameter = f"{name}=_MISSING"
            value = f"_{number}() if {name} is _MISSING else {name}"
        else:
            default = given.default if isinstance(given, Field) else given
            if default is not MISSING:
                known[f"_{number}"] = default
                parameter = f"{name}=_{number}"
        parameters.append(parameter)
        if isinstance(slot := cls.__dict__.get(name), MemberDescriptorType):
            known[f"_put{number}"] = slot.__set__  # faster than by its name
            lines.append(f"    _put{number}(self, {value})\n")
        else:
            lines.append(f"    _set(self, {name!r}, {value})\n")
    source = f"def __init__({', '.join(parameters)}):\n{''.join(lines) or '    pass'}"
    exec(source, known)  # noqa: S102 - as the standard library does: the names are those of the class's own fields
    written: Callable[..., None] = known["__init__"]
    written.__qualname__ = f"{cls.__qualname__}.__init__"
    return written


class _Fields:
    """What ``replace``, ``fields`` and ``asdict`` look for: made when the first of them asks."""

    def __get__(self, _: object, owner: Any) -> dict[str, Field[Any]]:
        given = {name: value for name, value in owner.__frozen_fields__.items() if value is not MISSING}
        likeness = type(owner.__name__, (), {
            "__annotations__": owner.__annotations__, "__module__": owner.__module__, **given,
        })
        complete: Any = dataclasses.dataclass(likeness)
        fields: dict[str, Field[Any]] = complete.__dataclass_fields__
        owner.__dataclass_fields__ = fields
        return fields


_FIELDS = _Fields()


def _setattr(_: object, name: str, value: object) -> None:  # noqa: ARG001 - Python's signature
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delattr(_: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _repr(self: Any) -> str:
    shown = ", ".join(
        f"{name}={getattr(self, name)!r}" for name, given in self.__frozen_fields__.items()
        if not isinstance(given, Field) or given.repr
    )
    return f"{type(self).__qualname__}({shown})"


def _nothing(_: object) -> tuple[()]:
    return ()


def _eq(self: Any, other: Any) -> bool:
    return self.__frozen_key__(self) == self.__frozen_key__(other) if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash(self.__frozen_key__(self))


def _lt(self: Any, other: Any) -> bool:
    return self.__frozen_key__(self) < self.__frozen_key__(other) if type(other) is type(self) else NotImplemented


def _le(self: Any, other: Any) -> bool:
    return self.__frozen_key__(self) <= self.__frozen_key__(other) if type(other) is type(self) else NotImplemented


def _gt(self: Any, other: Any) -> bool:
    return self.__frozen_key__(self) > self.__frozen_key__(other) if type(other) is type(self) else NotImplemented


def _ge(self: Any, other: Any) -> bool:
    return self.__frozen_key__(self) >= self.__frozen_key__(other) if type(other) is type(self) else NotImplemented


def _getstate(self: Any) -> list[object]:
    return [getattr(self, name) for name in self.__frozen_fields__]


def _setstate(self: Any, state: list[object]) -> None:
    for name, value in zip(self.__frozen_fields__, state, strict=True):
        object.__setattr__(self, name, value)


if TYPE_CHECKING:
    from dataclasses import dataclass, field
else:
    dataclass, field = frozen_dataclass, dataclasses.field
