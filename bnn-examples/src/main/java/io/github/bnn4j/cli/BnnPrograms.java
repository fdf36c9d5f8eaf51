package io.github.bnn4j.cli;

import io.github.bnn4j.cli.bench.Benchmarks;
import io.github.bnn4j.cli.classifier.EvaluateCommand;
import io.github.bnn4j.cli.classifier.TrainCommand;
import io.github.bnn4j.cli.command.CommandLines;
import io.github.bnn4j.cli.comparison.CompareCommand;
import io.github.bnn4j.cli.data.Dataset;
import io.github.bnn4j.cli.data.Datasets;
import io.github.bnn4j.cli.packed.ExportCommand;
import io.github.bnn4j.cli.packed.ImportCommand;
import io.github.bnn4j.cli.packed.InspectCommand;
import io.github.bnn4j.cli.packed.PackCommand;
import io.github.bnn4j.cli.packed.PredictCommand;
import io.github.bnn4j.cli.search.SearchCommand;
import io.github.bnn4j.cli.serve.ServeCommand;
import java.io.ObjectInputFilter;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** All programs behind one jar: {@code java -jar bnn-examples.jar COMMAND}. */
public final class BnnPrograms {

    private static final String PROGRAM = "bnn-examples";
    private static final String DESCRIPTION = "Binarized neural networks on Deeplearning4j.";
    private static final String SERVE = "serve";

    private BnnPrograms() {}

    public static void main(String[] args) {
        refuseJavaSerialization();
        boolean serves = args.length > 0 && args[0].equals(SERVE);
        System.exit((serves ? serveAlone() : commandLine()).execute(args));
    }

    /** The other commands are not even looked at: they bring ND4J's classes with them, and take longer than this one's whole start. */
    private static CommandLine serveAlone() {
        CommandSpec alone = group(PROGRAM, DESCRIPTION);
        alone.addSubcommand(SERVE, new CommandLine(new ServeCommand()));
        return CommandLines.withoutNd4j(alone);
    }

    /**
     * Stands behind {@link io.github.bnn4j.model.ModelReader}: no program here reads anything by Java's deserialization. A
     * filter that was asked for with {@code -Djdk.serialFilter} stays.
     */
    private static void refuseJavaSerialization() {
        if (ObjectInputFilter.Config.getSerialFilter() == null) {
            ObjectInputFilter.Config.setSerialFilter(info -> ObjectInputFilter.Status.REJECTED);
        }
    }

    /** Returns all commands: a group for each data set, then those that need none. */
    public static CommandLine commandLine() {
        CommandSpec all = group(PROGRAM, DESCRIPTION);
        for (Dataset dataset : Datasets.all()) {
            all.addSubcommand(dataset.name(), classifiers(dataset));
        }
        all.addSubcommand("pack", new CommandLine(new PackCommand()));
        all.addSubcommand("export", new CommandLine(new ExportCommand()));
        all.addSubcommand("import", new CommandLine(new ImportCommand()));
        all.addSubcommand("predict", new CommandLine(new PredictCommand()));
        all.addSubcommand("inspect", new CommandLine(new InspectCommand()));
        all.addSubcommand(SERVE, new CommandLine(new ServeCommand()));
        all.addSubcommand("bench", new CommandLine(new Benchmarks()));
        return CommandLines.of(all);
    }

    private static CommandSpec classifiers(Dataset dataset) {
        CommandSpec commands = group(dataset.name(), "Networks that classify " + dataset.title() + ".");
        commands.addSubcommand("train", new CommandLine(new TrainCommand(dataset)));
        commands.addSubcommand("evaluate", new CommandLine(new EvaluateCommand(dataset)));
        commands.addSubcommand("compare", new CommandLine(new CompareCommand(dataset)));
        commands.addSubcommand("search", new CommandLine(new SearchCommand(dataset)));
        return commands;
    }

    private static CommandSpec group(String name, String description) {
        CommandSpec group = CommandSpec.create().name(name);
        group.usageMessage().description(description);
        return group;
    }
}
