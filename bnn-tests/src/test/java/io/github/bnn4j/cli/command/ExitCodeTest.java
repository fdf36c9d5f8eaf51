package io.github.bnn4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.BnnPrograms;
import io.github.bnn4j.cli.Cli;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Wrong arguments are 2, of whatever kind and of every command; what fails with right ones is 1. */
class ExitCodeTest {

    private static final Set<Class<?>> NUMBERS =
            Set.of(int.class, Integer.class, double.class, Double.class, float.class, Float.class);

    @TempDir
    private Path directory;

    /** Each option of each command that is a number, or numbers: none of them may be -1. */
    static Stream<List<String>> numbersOutOfRange() {
        return commands().flatMap(command -> command.getCommandSpec().options().stream()
                .filter(ExitCodeTest::isNumber)
                .map(option -> with(arguments(command, option), option.longestName() + "=-1")));
    }

    private static boolean isNumber(OptionSpec option) {
        // Which is one of two, and -1 is the other.
        if (option.longestName().equals("--sign-of-zero")) {
            return false;
        }
        Class<?> type = option.isMultiValue() ? option.auxiliaryTypes()[0] : option.type();
        return NUMBERS.contains(type);
    }

    @ParameterizedTest
    @MethodSource("numbersOutOfRange")
    void aNumberOutOfRangeIsTwo(List<String> arguments) {
        Cli run = Cli.run(with(arguments, out(arguments)).toArray());
        assertThat(run.err()).hasSize(1);
        assertThat(run.err().get(0)).startsWith("error: --").contains("-1").endsWith("(try --help)");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(directory).isEmptyDirectory();
    }

    private String[] out(List<String> arguments) {
        boolean writes = arguments.contains("train") || arguments.contains("search") || arguments.contains("compare");
        return writes ? new String[] {"--out=" + directory.resolve("run")} : new String[0];
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mnist train --hidden-units none",
                "mnist train --updater other",
                "mnist train --epoch 3",
                "mnist train more",
                "mnist train --preset conv --preset paper",
                "mnist train --hidden-drop-rate 1",
                "mnist train --convolutions 12",
                "mnist train --validation-images 60000",
                "mnist search --seed 0",
                "mnist search --train-images 70000",
                "mnist compare --float",
                "mnist compare --binary-run one",
                "mnist compare --binary-run one --float-run two --epochs 3",
                "mnist compare --convolutions 8C3",
                "mnist compare --batches 10001",
                "cifar10 train",
                "cifar10 evaluate --data nowhere",
                "pack",
                "pack nowhere.zip -o nowhere.bnn --shape 28",
                "pack nowhere.zip -o nowhere.bnn --range 1,1",
                "predict nowhere.bnn",
                "predict nowhere.bnn --images some",
                "inspect",
                "export nowhere.bnn",
                "export nowhere.zip -o nowhere.onnx --range 1,1",
                "import nowhere.onnx",
                "import nowhere.onnx -o nowhere.bnn --sign-of-zero 2",
                "bench convolution --layers 128",
                "bench packed --batches 10001",
                "bench training --samples 10",
                "other",
                "--other"
            })
    void wrongArgumentsAreTwo(String arguments) {
        Cli run = Cli.run((Object[]) arguments.split(" "));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().get(0)).startsWith("error: ");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mnist train --data nowhere --out nowhere",
                "mnist train --resume --out nowhere",
                "mnist search --data nowhere --out nowhere",
                "mnist search --resume --out nowhere",
                "mnist compare --binary-run nowhere --float-run nowhere",
                "mnist compare --resume --out nowhere",
                "cifar10 train --data nowhere --out nowhere",
                "cifar10 evaluate --data nowhere --model nowhere.zip",
                "pack nowhere.zip -o nowhere.bnn",
                "predict nowhere.bnn --mnist",
                "inspect nowhere.bnn",
                "export nowhere.bnn -o nowhere.onnx",
                "import nowhere.onnx -o nowhere.bnn"
            })
    void aMissingFileIsOne(String arguments) {
        Cli run = Cli.run((Object[]) arguments.split(" "));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).hasSize(1);
        assertThat(run.err().get(0)).startsWith("error: ").contains("nowhere");
    }

    /** The program itself, and each group of commands. */
    static Stream<CommandLine> groups() {
        return all(BnnPrograms.commandLine())
                .filter(line -> !line.getSubcommands().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("groups")
    void withoutACommandTheCommandsAreListed(CommandLine group) {
        Cli run = Cli.run(path(group).toArray());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().get(0)).isEqualTo("error: a command is missing");
        assertThat(group.getSubcommands().keySet()).isNotEmpty().allSatisfy(name -> assertThat(run.err())
                .anyMatch(line -> line.matches(" +" + name + " .*")));
        assertThat(run.out()).isEmpty();
    }

    private static Stream<CommandLine> commands() {
        return all(BnnPrograms.commandLine())
                .filter(line -> line.getSubcommands().isEmpty());
    }

    private static Stream<CommandLine> all(CommandLine line) {
        return Stream.concat(
                Stream.of(line), line.getSubcommands().values().stream().flatMap(ExitCodeTest::all));
    }

    private static List<String> path(CommandLine command) {
        List<String> path = new ArrayList<>();
        for (CommandLine line = command; line.getParent() != null; line = line.getParent()) {
            path.add(0, line.getCommandName());
        }
        return path;
    }

    /** The command with all that it demands, such as files, which are not there: the number has to be looked at first. */
    private static List<String> arguments(CommandLine command, OptionSpec but) {
        List<String> arguments = path(command);
        for (OptionSpec option : command.getCommandSpec().requiredArgs().stream()
                .filter(OptionSpec.class::isInstance)
                .map(OptionSpec.class::cast)
                .toList()) {
            if (option != but) {
                arguments.add(option.longestName() + "=nowhere");
            }
        }
        command.getCommandSpec().positionalParameters().stream()
                .filter(ArgSpec::required)
                .forEach(parameter -> arguments.add("nowhere"));
        if (arguments.contains("predict")) {
            arguments.add("--mnist");
        }
        return arguments;
    }

    private static List<String> with(List<String> arguments, String... more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        return all;
    }
}
