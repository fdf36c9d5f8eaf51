package io.github.bnn4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/**
 * DL4J asks for some libraries in versions with published vulnerabilities. Here they are newer, and for who depends on
 * bnn-layers as well: {@code consumers/check}, which {@code .ci/run} runs, resolves them as a user does.
 */
class LiftedDependenciesTest {

    private static final Path OLDEST = Path.of("consumers", "oldest.txt");
    private static final Path LAYERS = Path.of("..", "bnn-layers", "pom.xml");

    static List<String> oldest() throws Exception {
        return Files.readAllLines(OLDEST);
    }

    @ParameterizedTest
    @MethodSource("oldest")
    void isNewEnoughOnTheClassPath(String line) {
        String artifact = line.substring(line.indexOf(':') + 1, line.indexOf(' '));
        Version oldest = Version.parse(line.substring(line.indexOf(' ') + 1));
        Pattern jar = Pattern.compile(Pattern.quote(artifact) + "-(\\d.*)\\.jar");

        Stream<Version> found = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> jar.matcher(Path.of(entry).getFileName().toString()))
                .filter(name -> name.matches())
                .map(name -> Version.parse(name.group(1)));

        assertThat(found).singleElement().satisfies(version -> assertThat(version)
                .isGreaterThanOrEqualTo(oldest));
    }

    /** Managed versions do not reach who depends on bnn-layers; what it depends on itself does. */
    @ParameterizedTest
    @MethodSource("oldest")
    void isADependencyOfBnnLayersItself(String line) throws Exception {
        Element project = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(LAYERS.toFile())
                .getDocumentElement();
        Set<String> direct = new HashSet<>();
        var dependencies = project.getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            direct.add(text(dependency, "groupId") + ":" + text(dependency, "artifactId"));
        }

        assertThat(direct).contains(line.substring(0, line.indexOf(' ')));
    }

    private static String text(Element parent, String child) {
        return parent.getElementsByTagName(child).item(0).getTextContent();
    }
}
