package io.github.bnn4j.architecture;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A simple name tells a reader which class is meant: tests and what they test do not share one. */
class SimpleNamesTest {

    @Test
    void noClassOfATestIsNamedLikeOneOfTheLibrary() {
        Set<String> library = simpleNames(new WithoutTests());
        Set<String> tests = simpleNames(new OnlyTests());
        assertThat(library).contains("BinaryDenseLayer", "PackedNetwork", "BnnSearch", "Builder");
        assertThat(tests).contains("SimpleNamesTest");
        assertThat(tests)
                .filteredOn(library::contains)
                .as("names that the library has")
                .isEmpty();
    }

    /** Nested classes have simple names too; anonymous ones have none to share. */
    private static Set<String> simpleNames(ImportOption option) {
        return new ClassFileImporter()
                .withImportOption(option).importPackages("io.github.bnn4j").stream()
                        .filter(type -> !type.isAnonymousClass())
                        .map(JavaClass::getSimpleName)
                        .collect(toSet());
    }
}
