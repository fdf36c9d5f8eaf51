package io.github.bnn4j.cli.command;

/**
 * An argument cannot be what it is, by itself, beside the others, or for so much data: nothing has been done. Unlike any other
 * {@link UserError}, such as a file that is missing or damaged, it ends the program as an unknown option does.
 */
public final class UsageError extends UserError {

    public UsageError(String message) {
        super(message);
    }

    /**
     * @param refused its message names the option and the value
     */
    public UsageError(IllegalArgumentException refused) {
        super(refused.getMessage(), refused);
    }
}
