package io.github.bnn4j.cli.settings;

import static io.github.bnn4j.cli.command.OptionCheck.require;

/**
 * Says what becomes of a training: how the model that is kept comes out of it, and on which images it is chosen.
 *
 * @param validationImages taken from the end of the training images, to choose the model; 0 to train on all
 * @param recalibrationImages training images to recalibrate batch normalization over for evaluation; 0 for none
 * @param averageLast epochs at the end over which the parameters of the model are averaged, ahead of recalibration; 0 for none
 */
public record Validation(int validationImages, int recalibrationImages, int averageLast) {

    /**
     * @throws IllegalArgumentException naming the option and the value that cannot be
     */
    public Validation {
        require(validationImages >= 0, "--validation-images must be at least 0", validationImages);
        require(recalibrationImages >= 0, "--recalibration-images must be at least 0", recalibrationImages);
        require(averageLast >= 0, "--average-last must be at least 0", averageLast);
    }
}
