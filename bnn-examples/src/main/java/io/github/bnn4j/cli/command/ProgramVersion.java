package io.github.bnn4j.cli.command;

/** Name and version of these programs, as their jar says. */
public final class ProgramVersion {

    private ProgramVersion() {}

    /** Returns them, such as {@code BNN4J 1.0}. */
    public static String text() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return "BNN4J " + (version == null ? "(not packaged)" : version);
    }
}
