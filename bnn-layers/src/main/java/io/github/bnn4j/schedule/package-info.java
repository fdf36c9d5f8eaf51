/** Schedules of learning rates that DL4J does not have, or not so that they can be saved. */
package io.github.bnn4j.schedule;
