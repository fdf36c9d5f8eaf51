package io.github.bnn4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.bnn4j.cli.BnnPrograms;
import io.github.bnn4j.cli.Cli;
import io.github.bnn4j.cli.MnistSlice;
import io.github.bnn4j.packed.xnor.XnorKernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Whatever path a command is given, and whatever is there: one line that names it. */
class BadPathsTest {

    /** Each command with each of its paths once, {@code @} for the one that is bad. */
    private static final List<String> COMMANDS = List.of(
            "train --data @ --out {new}",
            "train --data {data} --out @",
            "evaluate --model @ --data {data}",
            "evaluate --model {model} --data @",
            "compare --data @ --out {new} --batches 1 --preset quick",
            "compare --data {data} --out @ --batches 1 --preset quick",
            "compare --binary-run @ --float-run {float} --data {data} --out {new} --batches 1",
            "compare --binary-run {binary} --float-run @ --data {data} --out {new} --batches 1",
            "search --data @ --out {new} --train-images 400 --validation-images 100",
            "search --data {data} --out @ --train-images 400 --validation-images 100",
            "pack @ --out {new}",
            "pack {model} --out @",
            "predict @ --mnist",
            "predict {packed} @",
            "predict {packed} --images @ --labels {data}/t10k-labels-idx1-ubyte",
            "predict {packed} --images {data}/t10k-images-idx3-ubyte --labels @",
            "inspect @",
            "export @ --out {new}",
            "export {packed} --out @",
            "import @ --out {new}",
            "import {onnx} --out @",
            "import {onnx} --out {new} --labels @",
            "serve @ --port 0",
            "serve --float @ --port 0");

    private static final List<String> DATA_SETS = List.of("mnist", "cifar10", "pictures");
    private static final Set<String> OF_A_DATA_SET = Set.of("train", "evaluate", "compare", "search");
    private static final Set<String> WRITES_A_FILE = Set.of("pack", "export", "import");
    private static final Set<String> DIRECTORIES = Set.of("--data", "--binary-run", "--float-run");

    @TempDir
    static Path directory;

    @BeforeAll
    static void train() throws IOException {
        MnistSlice.writeMadeUp(Files.createDirectory(path("data")), 600, 50);
        for (String twin : List.of("--no-flip", "--float")) {
            run(
                    "mnist train --epochs 1 --hidden-units 16 --hidden-layers 1 --validation-images 100 --data {data} --out "
                            + (twin.equals("--float") ? "{float}" : "{binary}") + " " + twin);
        }
        assertThat(path("binary").resolve("model.bnn")).exists();
        assertThat(path("float").resolve("model.bnn")).exists();
        run("export {packed} --out {onnx}");
        assertThat(path("onnx")).exists();

        Files.createFile(path("bad-empty"));
        Files.createFile(path("bad-empty.bnn"));
        Files.write(path("bad-garbage"), garbage());
        Files.write(path("bad-garbage.bnn"), garbage());
        Files.createDirectory(path("bad-directory"));
        Files.createDirectory(path("bad-directory.bnn"));
        Files.createFile(path("bad-denied"));
        path("bad-denied").toFile().setReadable(false);
        Files.createDirectory(path("bad-sealed")).toFile().setWritable(false);
    }

    private static Path path(String name) {
        return directory.resolve(name);
    }

    private static byte[] garbage() {
        byte[] garbage = new byte[1000];
        for (int i = 0; i < garbage.length; i++) {
            garbage[i] = (byte) (i * i + 128);
        }
        return garbage;
    }

    private static Cli run(String command) {
        String filled = command.replace("{model}", "{binary}/model.zip")
                .replace("{packed}", "{binary}/model.bnn")
                .replaceAll("\\{(\\w+)}", directory + "/$1");
        return Cli.run((Object[]) filled.split(" "));
    }

    static Stream<Arguments> badPaths() {
        return COMMANDS.stream().flatMap(command -> {
            Stream<String> kinds;
            if (command.contains("--out @")) {
                boolean file = WRITES_A_FILE.contains(command.split(" ")[0]);
                kinds = file
                        ? Stream.of("bad-directory", "bad-missing/below", "bad-empty/below", "bad-sealed/below")
                        : Stream.of(
                                "bad-empty",
                                "bad-empty/below",
                                "bad-empty/below/deep",
                                "bad-sealed",
                                "bad-sealed/below");
            } else if (DIRECTORIES.stream().anyMatch(option -> command.contains(option + " @"))) {
                kinds = Stream.of("bad-missing", "bad-empty", "bad-directory", "bad-empty/below", "bad-denied");
            } else {
                kinds = Stream.of(
                        "bad-missing",
                        "bad-missing.bnn",
                        "bad-directory",
                        "bad-directory.bnn",
                        "bad-empty",
                        "bad-empty.bnn",
                        "bad-garbage",
                        "bad-garbage.bnn",
                        "bad-empty/below",
                        "bad-denied");
            }
            return kinds.map(kind -> Arguments.of(command, kind));
        });
    }

    @ParameterizedTest
    @MethodSource("badPaths")
    void isOneLineThatNamesIt(String command, String bad) throws IOException {
        boolean superuser = Files.isReadable(path("bad-denied")) || Files.isWritable(path("bad-sealed"));
        assumeFalse(superuser && (bad.contains("denied") || bad.contains("sealed")), "the superuser may do all");
        for (String dataSet : OF_A_DATA_SET.contains(command.split(" ")[0]) ? DATA_SETS : List.of("")) {
            Cli run =
                    run((dataSet + " " + command).strip().replace("@", path(bad).toString()));
            assertOneLine(run, path(bad).toString());
            assertThat(path("new")).doesNotExist();
        }
    }

    private static void assertOneLine(Cli run, String path) {
        assertThat(run.exitCode()).isPositive();
        assertThat(run.err())
                .singleElement()
                .asString()
                .startsWith("error: ")
                .contains(path)
                .doesNotContain("Exception")
                .doesNotContain("at io.")
                .doesNotContain(path + ": " + path);
    }

    /** So that a new option is tried as well. */
    @Test
    void allPathsOfAllCommandsAreTried() {
        Set<String> there = new TreeSet<>();
        collect(BnnPrograms.commandLine(), there);
        Set<String> tried = new TreeSet<>();
        for (String command : COMMANDS) {
            List<String> words = List.of(command.split(" "));
            String before = words.get(words.indexOf("@") - 1);
            tried.add(words.get(0) + " " + (before.startsWith("--") ? before : words.indexOf("@") - 1));
        }
        assertThat(tried).containsExactlyElementsOf(there);
    }

    private static void collect(CommandLine line, Set<String> paths) {
        for (ArgSpec argument : line.getCommandSpec().args()) {
            if (Arrays.asList(argument.auxiliaryTypes()).contains(Path.class)) {
                paths.add(line.getCommandName() + " "
                        + (argument instanceof OptionSpec option
                                ? option.longestName()
                                : ((CommandLine.Model.PositionalParamSpec) argument)
                                        .index()
                                        .min()));
            }
        }
        line.getSubcommands().values().forEach(command -> collect(command, paths));
    }

    static Stream<Arguments> damagedRuns() {
        List<Arguments> all = new ArrayList<>();
        for (String damage : List.of("missing", "directory", "empty", "garbage")) {
            for (String file : List.of("checkpoint.zip", "metrics.csv", "model.zip", "model.bnn")) {
                all.add(Arguments.of(
                        file,
                        damage,
                        "mnist compare --binary-run {run} --float-run {float} --data {data} --out {new} --batches 1"));
            }
            all.add(Arguments.of("checkpoint.zip", damage, "mnist train --resume --data {data} --out {run}"));
        }
        all.add(Arguments.of("model.zip", "missing", "mnist train --resume --data {data} --out {run}"));
        all.add(Arguments.of("model.zip", "directory", "mnist train --resume --data {data} --out {run}"));
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("damagedRuns")
    void aFileOfARunThatIsDamagedIsNamed(String name, String damage, String command) throws IOException {
        Path run = Files.createDirectories(path("run"));
        try (Stream<Path> files = Files.list(path("binary"))) {
            for (Path file : files.toList()) {
                Path copy = run.resolve(file.getFileName());
                Files.deleteIfExists(copy);
                Files.copy(file, copy);
            }
        }
        Path file = run.resolve(name);
        Files.delete(file);
        switch (damage) {
            case "directory" -> Files.createDirectory(file);
            case "empty" -> Files.createFile(file);
            case "garbage" -> Files.write(file, garbage());
            default -> assertThat(file).doesNotExist();
        }

        Cli answer = run(command);

        assertOneLine(answer, file.toString());
        Files.deleteIfExists(file);
    }

    @Test
    void aSearchWithoutItsBestModelSaysHowToGetItBack() throws IOException {
        String search = "mnist search --candidates 1 --width 16 --depth 1 --epochs 1 --train-images 400 "
                + "--validation-images 100 --data {data} --out {search}";
        assertThat(run(search).exitCode()).isZero();
        Path model = path("search/best-model.zip");
        Files.delete(model);

        assertOneLine(run(search + " --resume"), model.toString());

        Files.delete(path("search/candidates/00000.json"));
        assertThat(run(search + " --resume").exitCode()).isZero();
        assertThat(model).exists();
    }

    @Test
    void anUnknownKernelIsOneLineOfEachCommandButHelp() {
        System.setProperty(XnorKernels.PROPERTY, "other");
        try {
            for (String command : List.of("inspect {packed}", "mnist train --out {new}", "bench kernels")) {
                Cli run = run(command);
                assertOneLine(run, "-D" + XnorKernels.PROPERTY);
                assertThat(run.err().get(0)).contains("'other'", "row-major");
            }
            assertThat(run("mnist train --help").exitCode()).isZero();
        } finally {
            System.clearProperty(XnorKernels.PROPERTY);
        }
    }
}
