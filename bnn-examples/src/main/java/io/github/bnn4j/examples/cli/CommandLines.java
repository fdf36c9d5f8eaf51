package io.github.bnn4j.examples.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** How every command of the examples behaves: help everywhere, bad input answered in one line. */
public final class CommandLines {

    private CommandLines() {}

    /**
     * @param command an object with picocli's annotations
     * @return its command line; {@code execute} gives 0, 1 if the command failed, 2 if its arguments are wrong
     */
    public static CommandLine of(Object command) {
        NativeThreads.waitWithoutSpinning();
        // Plots are files: a DISPLAY that does not answer is no reason to fail.
        System.setProperty("java.awt.headless", "true");
        CommandLine line = new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(CommandLines::answerWrongArguments)
                .setExecutionExceptionHandler(CommandLines::answerFailure);
        helpEverywhere(line);
        return line;
    }

    private static void helpEverywhere(CommandLine line) {
        line.getCommandSpec().mixinStandardHelpOptions(true);
        line.getCommandSpec().version(version());
        line.getSubcommands().values().forEach(CommandLines::helpEverywhere);
    }

    private static String version() {
        String version = CommandLines.class.getPackage().getImplementationVersion();
        return "BNN4J " + (version == null ? "(not packaged)" : version);
    }

    private static int answerWrongArguments(CommandLine.ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        printError(line, e.getMessage() + " (try --help)");
        return line.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static int answerFailure(Exception e, CommandLine line, CommandLine.ParseResult parsed) throws Exception {
        if (!(e instanceof UserError)) {
            // Not the user's doing: whoever mends it needs the trace.
            throw e;
        }
        printError(line, e.getMessage());
        return line.getCommandSpec().exitCodeOnExecutionException();
    }

    private static void printError(CommandLine line, String message) {
        line.getErr().println(Ansi.AUTO.string("@|bold,red error:|@ ") + message);
        line.getErr().flush();
    }
}
