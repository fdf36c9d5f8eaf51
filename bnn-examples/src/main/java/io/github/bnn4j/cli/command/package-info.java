/**
 * How all commands behave: help, errors in one line, exit codes. Begin with {@link
 * io.github.bnn4j.cli.command.CommandLines}; a command throws {@link io.github.bnn4j.cli.command.UserError} or {@link
 * io.github.bnn4j.cli.command.UsageError} for what the user can mend.
 */
package io.github.bnn4j.cli.command;
