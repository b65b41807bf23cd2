using ClickFunnels.Core;

namespace ClickFunnels.Migration;

/// <summary>
/// A migration cannot start or go on. The message says why and how to fix it, without personal data. What was created stays in the
/// journal, and the next run continues from there.
/// </summary>
public sealed class MigrationException : ApiException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What is wrong and how to fix it, without personal data.</param>
    /// <param name="innerException">The cause; null when there is none.</param>
    public MigrationException(string message, Exception? innerException = null)
        : base(message, innerException) { }
}
