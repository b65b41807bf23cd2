#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>
/// The time when a cancellation takes effect. The service cancels at once for every text but one, even for a misspelled one (documented),
/// so this is a closed enumeration.
/// </summary>
public enum CancellationTime
{
    /// <summary>The order ends now.</summary>
    Immediately,

    /// <summary>The order stays active until its next renewal, and ends then.</summary>
    NextRenewal,
}
