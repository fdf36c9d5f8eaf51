package io.github.bnn4j.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.deeplearning4j.util.ModelSerializer;

/** Arrows between packages point one way. */
@AnalyzeClasses(packages = "io.github.bnn4j", importOptions = WithoutTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.github.bnn4j.";

    /** A package and its sub-packages are one room: layer and layer.impl know each other, as in DL4J itself. */
    private static final SliceAssignment ROOMS = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return javaClass.getPackageName().startsWith(ROOT)
                    ? SliceIdentifier.of(
                            javaClass.getPackageName().substring(ROOT.length()).split("\\.")[0])
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "rooms";
        }
    };

    @ArchTest
    static final ArchRule NO_CYCLES = slices().assignedFrom(ROOMS).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_CYCLES_AMONG_PROGRAMS =
            slices().matching(ROOT + "cli.(*)..").should().beFreeOfCycles();

    /** Options become settings, and settings a run: nothing calls back up. */
    @ArchTest
    static final ArchRule PROGRAMS_FLOW_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("commands")
            .definedBy(
                    ROOT + "cli.classifier..",
                    ROOT + "cli.comparison..",
                    ROOT + "cli.search..",
                    ROOT + "cli.bench..",
                    ROOT + "cli.serve..")
            .layer("settings")
            .definedBy(ROOT + "cli.settings..")
            .layer("training")
            .definedBy(ROOT + "cli.training..", ROOT + "cli.evaluation..", ROOT + "cli.teacher..")
            .layer("data")
            .definedBy(ROOT + "cli.data..")
            .whereLayer("commands")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("settings")
            .mayOnlyBeAccessedByLayers("commands")
            .whereLayer("training")
            .mayOnlyBeAccessedByLayers("commands");

    /** It is there within a second, and for a network that was trained long ago. */
    @ArchTest
    static final ArchRule SERVE_NEEDS_THE_RUNTIME_AND_NOTHING_OF_DL4J = noClasses()
            .that()
            .resideInAPackage(ROOT + "cli.serve..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.nd4j..", "org.deeplearning4j..", ROOT + "layer..", ROOT + "export..", ROOT + "graph..");

    /** An example is read alone: of the programs it takes images. */
    @ArchTest
    static final ArchRule EXAMPLES_TAKE_DATA_FROM_PROGRAMS_AND_NOTHING_ELSE = noClasses()
            .that()
            .resideInAPackage(ROOT + "examples..")
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + "cli..").and(resideOutsideOfPackage(ROOT + "cli.data..")));

    @ArchTest
    static final ArchRule PROGRAMS_DO_NOT_KNOW_THE_EXAMPLES = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "examples..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "examples..");

    @ArchTest
    static final ArchRule KERNEL_USES_NOTHING_OF_OURS = onlyUses("kernel");

    @ArchTest
    static final ArchRule QUANTIZER_USES_KERNEL_AND_MEMORY = onlyUses("quantizer", "kernel", "memory");

    @ArchTest
    static final ArchRule MEMORY_USES_NOTHING_OF_OURS = onlyUses("memory");

    @ArchTest
    static final ArchRule SCHEDULE_USES_NOTHING_OF_OURS = onlyUses("schedule");

    @ArchTest
    static final ArchRule THREADS_USES_NOTHING_OF_OURS = onlyUses("threads");

    @ArchTest
    static final ArchRule FILES_USES_NOTHING_OF_OURS = onlyUses("packed.files");

    @ArchTest
    static final ArchRule SIZE_USES_NOTHING_OF_OURS = onlyUses("packed.size");

    @ArchTest
    static final ArchRule WORKSPACE_USES_NOTHING_OF_OURS = onlyUses("packed.workspace");

    /** It is a dependency of bnn-search: who does not search has none of it. */
    @ArchTest
    static final ArchRule ONLY_SEARCH_KNOWS_ARBITER = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "search..", ROOT + "cli..", ROOT + "examples..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.deeplearning4j.arbiter..", ROOT + "search..");

    @ArchTest
    static final ArchRule PARTS_OF_LAYERS_DO_NOT_KNOW_LAYERS = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + "activation..",
                    ROOT + "constraint..",
                    ROOT + "dropout..",
                    ROOT + "updater..",
                    ROOT + "loss..",
                    ROOT + "normalization..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "layer..");

    /** What looks at layers from outside needs their configuration, and nothing of what runs them. */
    @ArchTest
    static final ArchRule ONLY_LAYERS_KNOW_THEIR_IMPLEMENTATION = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "layer..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "layer.impl..");

    @ArchTest
    static final ArchRule LAYERS_DO_NOT_KNOW_WHO_LOOKS_AT_THEM = noClasses()
            .that()
            .resideInAPackage(ROOT + "layer..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "summary..", ROOT + "listener..", ROOT + "normalization..");

    /** It is an artifact of its own, for programs that have nothing of ours or of DL4J. */
    @ArchTest
    static final ArchRule PACKED_NEEDS_THE_JDK_ONLY = classes()
            .that()
            .resideInAPackage(ROOT + "packed..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", ROOT + "packed..");

    @ArchTest
    static final ArchRule ARROWS_WITHIN_PACKED_POINT_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("network")
            .definedBy(ROOT + "packed")
            .layer("codec")
            .definedBy(ROOT + "packed.codec")
            .layer("format")
            .definedBy(ROOT + "packed.format")
            .layer("layers")
            .definedBy(ROOT + "packed.layer")
            .layer("xnor")
            .definedBy(ROOT + "packed.xnor")
            .layer("bits")
            .definedBy(ROOT + "packed.bits")
            .whereLayer("network")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("codec")
            .mayOnlyBeAccessedByLayers("network")
            .whereLayer("format")
            .mayOnlyBeAccessedByLayers("network", "codec")
            .whereLayer("layers")
            .mayOnlyBeAccessedByLayers("network", "codec", "format")
            .whereLayer("xnor")
            .mayOnlyBeAccessedByLayers("network", "codec", "layers");

    /** Users of the runtime as a module cannot reach them either. */
    @ArchTest
    static final ArchRule ONLY_THE_PACKED_NETWORK_KNOWS_THE_CODEC = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "packed..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "packed.codec..");

    /** Graphs are between them: they become packed layers, and know nothing of where they were read from. */
    @ArchTest
    static final ArchRule ONLY_EXPORT_KNOWS_BOTH_WORLDS = noClasses()
            .that()
            .resideOutsideOfPackages(
                    ROOT + "packed..",
                    ROOT + "graph..",
                    ROOT + "export..",
                    ROOT + "onnx..",
                    ROOT + "cli..",
                    ROOT + "examples..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "packed", ROOT + "packed.format..", ROOT + "packed.layer..", ROOT + "export..");

    @ArchTest
    static final ArchRule GRAPHS_DO_NOT_KNOW_WHERE_THEY_ARE_READ_FROM = noClasses()
            .that()
            .resideInAPackage(ROOT + "graph..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.deeplearning4j..", "org.nd4j..", ROOT + "layer..", ROOT + "export..", ROOT + "onnx..");

    /** It takes networks in and gives them out: only programs ask for it. */
    @ArchTest
    static final ArchRule ONLY_PROGRAMS_KNOW_OTHER_PEOPLES_FILES = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "onnx..", ROOT + "cli..", ROOT + "examples..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "onnx..");

    /** They multiply by the same XNOR kernels. */
    @ArchTest
    static final ArchRule ONLY_LAYERS_AND_EXPORT_KNOW_THE_XNOR_KERNELS = noClasses()
            .that()
            .resideOutsideOfPackages(
                    ROOT + "packed..",
                    ROOT + "graph..",
                    ROOT + "export..",
                    ROOT + "onnx..",
                    ROOT + "layer.impl..",
                    ROOT + "cli..",
                    ROOT + "examples..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "packed.xnor..", ROOT + "packed.bits..");

    @ArchTest
    static final ArchRule THE_LIBRARY_DOES_NOT_KNOW_THE_PROGRAMS = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "cli..", ROOT + "examples..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "cli..");

    @ArchTest
    static final ArchRule THE_LIBRARY_LOGS_THROUGH_SLF4J = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "cli..", ROOT + "examples..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ch.qos.logback..", "java.util.logging..", "org.apache.log4j..");

    /** It deserializes what the file names, and initializes any class. */
    @ArchTest
    static final ArchRule MODELS_ARE_READ_WITHOUT_TRUSTING_THEM = noClasses()
            .should()
            .callMethodWhere(target(owner(equivalentTo(ModelSerializer.class)))
                    .and(target(nameMatching("restore.*|getObjectFromFile"))));

    /** A class has a subject, and its package is named after it. */
    @ArchTest
    static void noPackageIsNamedAfterNothing(JavaClasses all) {
        assertThat(all).isNotEmpty();
        assertThat(all.stream().map(JavaClass::getPackageName).distinct())
                .allSatisfy(name -> assertThat(name.split("\\."))
                        .doesNotContain("util", "utils", "common", "commons", "misc", "helper", "helpers"));
    }

    /** The rules above hold of nothing as well: so all the rooms they name must be there. */
    @ArchTest
    static void theRoomsExist(JavaClasses all) {
        assertThat(all.stream().map(JavaClass::getPackageName).distinct())
                .contains(
                        ROOT + "activation",
                        ROOT + "block",
                        ROOT + "constraint",
                        ROOT + "dropout",
                        ROOT + "export",
                        ROOT + "kernel",
                        ROOT + "layer",
                        ROOT + "layer.impl",
                        ROOT + "listener",
                        ROOT + "loss",
                        ROOT + "memory",
                        ROOT + "model",
                        ROOT + "normalization",
                        ROOT + "normalization.impl",
                        ROOT + "onnx",
                        ROOT + "onnx.constant",
                        ROOT + "onnx.file",
                        ROOT + "onnx.model",
                        ROOT + "onnx.read",
                        ROOT + "packed",
                        ROOT + "packed.bits",
                        ROOT + "packed.codec",
                        ROOT + "packed.files",
                        ROOT + "packed.format",
                        ROOT + "packed.xnor",
                        ROOT + "packed.layer",
                        ROOT + "quantizer",
                        ROOT + "schedule",
                        ROOT + "search",
                        ROOT + "summary",
                        ROOT + "threads",
                        ROOT + "updater");
    }

    private static ArchRule onlyUses(String room, String... others) {
        String[] allowed = new String[others.length + 1];
        allowed[0] = ROOT + room + "..";
        for (int i = 0; i < others.length; i++) {
            allowed[i + 1] = ROOT + others[i] + "..";
        }
        return classes()
                .that()
                .resideInAPackage(ROOT + room + "..")
                .should()
                .onlyDependOnClassesThat(
                        resideOutsideOfPackage("io.github.bnn4j..").or(resideInAnyPackage(allowed)));
    }
}
