package io.github.bnn4j.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Arrows between the rooms of this module point one way. */
@AnalyzeClasses(packages = "io.github.bnn4j.spark", importOptions = ImportOption.DoNotIncludeTests.class)
class SparkArchitectureTest {

    private static final String ROOT = "io.github.bnn4j.spark.";

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

    /** It runs on executors, which have the runtime and nothing of DL4J. */
    @ArchTest
    static final ArchRule SCORING_NEEDS_SPARK_AND_THE_RUNTIME_ONLY = classes()
            .that()
            .resideInAPackage(ROOT + "scoring..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "scala..", "org.apache.spark..", "io.github.bnn4j.packed..", ROOT + "scoring..");
}
