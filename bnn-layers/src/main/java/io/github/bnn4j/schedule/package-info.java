/**
 * Holds schedules of learning rates that DL4J does not have, or not so that they can be saved. Begin at
 * {@link io.github.bnn4j.schedule.CosineSchedule}; a {@link io.github.bnn4j.schedule.WarmUpSchedule} goes around any other.
 */
package io.github.bnn4j.schedule;
