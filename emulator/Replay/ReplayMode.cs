namespace ClickFunnels.Emulator;

/// <summary>The way in which recorded exchanges are served back.</summary>
public enum ReplayMode
{
    /// <summary>
    /// Only recorded requests are served, each as often as it was recorded. Any other request gets 404, with what differs from the closest
    /// recorded one.
    /// </summary>
    Strict,

    /// <summary>
    /// The last exchange of a request is repeated. A request that was not recorded is carried out by the emulator as usual.
    /// </summary>
    Lenient,
}
