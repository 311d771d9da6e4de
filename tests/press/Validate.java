import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Holds PDF files against veraPDF's profiles, and prints what doesn't conform.
 *
 * <p>usage: java -cp VERAPDF.jar Validate.java PROFILE,PROFILE FILE...
 *
 * <p>For each file and profile a line "checked", profile, file, number of rules, number of checks; for each
 * rule that fails a line "failed", profile, file, clause and test, where, message. Columns are parted by
 * tabs. The exit code is 0 where nothing failed, else 1.
 *
 * <p>The profiles are read here with the parser that Java brings: veraPDF's own way needs JAXB, which the
 * jar at hand doesn't carry.
 */
public final class Validate {
    private static final int FAILURES_SHOWN = 100;

    public static void main(String[] arguments) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        boolean failed = false;
        for (String name : arguments[0].split(",")) {
            ValidationProfile profile = profile(name);
            for (int place = 1; place < arguments.length; place++) {
                failed |= !validate(name, profile, arguments[place]);
            }
        }
        System.exit(failed ? 1 : 0);
    }

    private static boolean validate(String name, ValidationProfile profile, String file) throws Exception {
        PDFAFlavour flavour = profile.getPDFAFlavour();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
                PDFAValidator validator =
                    Foundries.defaultInstance().createValidator(profile, FAILURES_SHOWN, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            print("checked", name, file, "" + profile.getRules().size(), "" + result.getTotalAssertions());
            for (RuleId rule : result.getFailedChecks().keySet()) {
                TestAssertion first = result.getTestAssertions().stream()
                    .filter(assertion -> assertion.getRuleId().equals(rule)).findFirst().orElse(null);
                String where = first == null ? "" : first.getLocation().getContext();
                String message = first == null ? "" : first.getMessage();
                print("failed", name, file, rule.getClause() + "-" + rule.getTestNumber(), where, message);
            }
            return result.isCompliant();
        }
    }

    private static void print(String... columns) {
        List<String> cells = new ArrayList<>();
        for (String column : columns) {
            cells.add(String.valueOf(column).replaceAll("\\s+", " "));
        }
        System.out.println(String.join("\t", cells));
    }

    private static ValidationProfile profile(String name) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        String resource = "org/verapdf/pdfa/validation/" + name + ".xml";
        Element root;
        try (InputStream stream = ValidationProfile.class.getClassLoader().getResourceAsStream(resource)) {
            root = factory.newDocumentBuilder().parse(stream).getDocumentElement();
        }
        Set<Rule> rules = new HashSet<>();
        for (Element element : elements(root, "rule")) {
            rules.add(rule(element));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element element : elements(root, "variable")) {
            variables.add(Profiles.variableFromValues(
                element.getAttribute("name"), element.getAttribute("object"), text(element, "defaultValue"),
                text(element, "value")));
        }
        return Profiles.profileFromValues(
            PDFAFlavour.valueOf(root.getAttribute("flavour")),
            Profiles.profileDetailsFromValues(name, name, "", new Date(0)), "", rules, variables);
    }

    private static Rule rule(Element element) {
        Element id = elements(element, "id").get(0);
        Element error = elements(element, "error").get(0);
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : elements(error, "argument")) {
            arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), attribute(argument, "name"), null));
        }
        String deferred = attribute(element, "deferred");
        return Profiles.ruleFromValues(
            Profiles.ruleIdFromValues(
                PDFAFlavour.Specification.valueOf(id.getAttribute("specification")), id.getAttribute("clause"),
                Integer.parseInt(id.getAttribute("testNumber"))),
            element.getAttribute("object"), deferred == null ? null : Boolean.valueOf(deferred),
            attribute(element, "tags"), text(element, "description"), text(element, "test"),
            Profiles.errorFromValues(text(error, "message"), arguments), Collections.emptyList());
    }

    private static List<Element> elements(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getElementsByTagNameNS("*", name);
        for (int place = 0; place < nodes.getLength(); place++) {
            found.add((Element) nodes.item(place));
        }
        return found;
    }

    private static String text(Element parent, String name) {
        List<Element> found = elements(parent, name);
        return found.isEmpty() ? null : found.get(0).getTextContent();
    }

    private static String attribute(Element element, String name) {
        return element.hasAttribute(name) ? element.getAttribute(name) : null;
    }
}
