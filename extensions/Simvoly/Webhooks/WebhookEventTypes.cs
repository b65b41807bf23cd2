using System.Collections.Generic;

namespace Simvoly.Webhooks;

/// <summary>
/// The event types that have a class of their own. The service can add types at any time; they are read as
/// <see cref="UnknownWebhookNotification" />.
/// </summary>
/// <remarks>The classes and their event types are generated from <c>webhooks</c> of the contract.</remarks>
public static partial class WebhookEventTypes
{
    private static IReadOnlyCollection<string>? _known;

    /// <summary>The known types by their name on the wire, such as <c>order_created</c>.</summary>
    public static IReadOnlyCollection<string> Known => _known ??= GetKnown();
}
