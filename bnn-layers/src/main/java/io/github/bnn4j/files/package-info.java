/** Directories that one program at a time writes into. */
package io.github.bnn4j.files;
