package io.github.bnn4j.cli.command;

import io.github.bnn4j.packed.xnor.XnorKernels;
import io.github.bnn4j.threads.NativeThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Sets how every command of the examples behaves: help everywhere, bad input answered in one line. */
public final class CommandLines {

    private CommandLines() {}

    /**
     * @param command an object with picocli's annotations
     * @return its command line; {@code execute} gives 0, 1 if the command failed, 2 if its arguments are wrong: unknown,
     *     missing, out of range or contradictory. Where only the name of a command is missing, it lists the commands as well
     */
    public static CommandLine of(Object command) {
        NativeThreads.waitWithoutSpinning();
        return withoutNd4j(command);
    }

    /** Makes a command line as {@link #of} does, for a command that computes nothing with ND4J, and so starts sooner. */
    public static CommandLine withoutNd4j(Object command) {
        // Plots are files: a DISPLAY that does not answer is no reason to fail.
        System.setProperty("java.awt.headless", "true");
        CommandLine line = new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(CommandLines::run)
                .setParameterExceptionHandler(CommandLines::answerWrongArguments)
                .setExecutionExceptionHandler(CommandLines::answerFailure);
        helpEverywhere(line);
        return line;
    }

    private static void helpEverywhere(CommandLine line) {
        line.getCommandSpec().mixinStandardHelpOptions(true);
        line.getCommandSpec().version(ProgramVersion.text());
        line.getSubcommands().values().forEach(CommandLines::helpEverywhere);
    }

    private static int run(CommandLine.ParseResult parsed) {
        CommandLine.ParseResult command = parsed;
        while (command.hasSubcommand()) {
            command = command.subcommand();
        }
        boolean helps = command.isUsageHelpRequested() || command.isVersionHelpRequested();
        if (!helps && command.commandSpec().subcommands().isEmpty()) {
            checkKernel(command.commandSpec().commandLine());
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** Checks it before the command begins: whatever multiplies first would be surprised otherwise, after an hour perhaps. */
    private static void checkKernel(CommandLine line) {
        try {
            XnorKernels.checkProperty();
        } catch (IllegalArgumentException e) {
            UserError error = new UserError("-D" + XnorKernels.PROPERTY + ": " + e.getMessage(), e);
            throw new CommandLine.ExecutionException(line, error.getMessage(), error);
        }
    }

    private static int answerWrongArguments(CommandLine.ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        if (isWithoutCommand(e)) {
            printError(line, "a command is missing");
            line.usage(line.getErr());
            return line.getCommandSpec().exitCodeOnInvalidInput();
        }
        return answerWrongArguments(line, e.getMessage());
    }

    private static int answerWrongArguments(CommandLine line, String message) {
        printError(line, message + " (try --help)");
        return line.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** A group of commands takes nothing else, so that all else that is wrong with it has an exception of its own. */
    private static boolean isWithoutCommand(CommandLine.ParameterException e) {
        return e.getClass() == CommandLine.ParameterException.class
                && !e.getCommandLine().getSubcommands().isEmpty();
    }

    private static int answerFailure(Exception e, CommandLine line, CommandLine.ParseResult parsed) throws Exception {
        if (e instanceof UsageError) {
            return answerWrongArguments(line, e.getMessage());
        } else if (e instanceof UserError) {
            printError(line, e.getMessage());
        } else if (e instanceof IOException failure) {
            printError(line, FileFailure.inWords(failure));
        } else if (e instanceof UncheckedIOException failure) {
            printError(line, FileFailure.inWords(failure.getCause()));
        } else {
            // Not the user's doing: whoever mends it needs the trace.
            throw e;
        }
        return line.getCommandSpec().exitCodeOnExecutionException();
    }

    private static void printError(CommandLine line, String message) {
        // It may quote a file: nothing that a terminal takes for a command.
        String oneLine = message.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cc}", "?");
        line.getErr().println(Ansi.AUTO.string("@|bold,red error:|@ ") + oneLine);
        line.getErr().flush();
    }
}
