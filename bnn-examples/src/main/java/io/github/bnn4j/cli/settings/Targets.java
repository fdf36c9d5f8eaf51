package io.github.bnn4j.cli.settings;

import static io.github.bnn4j.cli.command.OptionCheck.isPositive;
import static io.github.bnn4j.cli.command.OptionCheck.isRate;
import static io.github.bnn4j.cli.command.OptionCheck.require;

/**
 * What a network is to answer: the class of an image, or something between the classes.
 *
 * @param labelSmoothing share of each answer that all classes have alike, in [0, 1)
 * @param teacher file of a trained network whose answers are learnt from too; empty for none
 * @param teacherWeight share of the teacher's answers in those that are learnt, in [0, 1]
 * @param temperature at which the teacher answers, greater than 0: the higher, the more alike all classes are
 */
public record Targets(double labelSmoothing, String teacher, double teacherWeight, double temperature) {

    /**
     * @throws IllegalArgumentException naming the option and the value that cannot be
     */
    public Targets {
        require(isRate(labelSmoothing), "--label-smoothing must be in [0, 1)", labelSmoothing);
        require(teacherWeight >= 0 && teacherWeight <= 1, "--teacher-weight must be in [0, 1]", teacherWeight);
        require(isPositive(temperature), "--temperature must be greater than 0", temperature);
    }

    /** Tells whether a trained network's answers are learnt from. */
    public boolean isTaught() {
        return !teacher.isEmpty();
    }
}
