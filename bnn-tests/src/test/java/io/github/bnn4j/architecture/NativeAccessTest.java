package io.github.bnn4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JDK 24 and newer warn of native code, unless the manifest of the jar that is started allows it. */
class NativeAccessTest {

    @ParameterizedTest
    @ValueSource(strings = {"bnn-examples", "bnn-examples/spark", "bnn-examples/ui"})
    void isAllowedToEachProgram(String module) throws Exception {
        var pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("..", module, "pom.xml").toFile());

        assertThat(pom.getElementsByTagName("Enable-Native-Access").item(0).getTextContent())
                .isEqualTo("ALL-UNNAMED");
    }
}
