/**
 * The login of the organisation, for a local fleet: Spring Authorization Server with the people of
 * the sample data. Production has an issuer of its own.
 */
@NullMarked
package chat.issuernode;

import org.jspecify.annotations.NullMarked;
