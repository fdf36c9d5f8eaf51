package io.github.bnn4j.cli.command;

import java.io.Console;

/** Tells whether a person watches. */
public final class Terminal {

    private Terminal() {}

    public static boolean isInteractive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From JDK 22 on there is a console even where there is no terminal.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException beforeJdk22) {
            return true;
        }
    }
}
