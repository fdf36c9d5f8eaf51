/**
 * Lets a trained network teach another one. Begin at {@link io.github.bnn4j.cli.teacher.Teacher}.
 */
package io.github.bnn4j.cli.teacher;
