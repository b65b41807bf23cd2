using System;
using System.Collections.Generic;

namespace ClickFunnels.Webhooks;

/// <summary>
/// The event types that have a class of their own. The service can add types at any time; they are read as
/// <see cref="UnknownWebhookNotification" />.
/// </summary>
/// <remarks>The classes and their event types are generated from <c>webhooks</c> of the contract.</remarks>
public static partial class WebhookEventTypes
{
    private static IReadOnlyCollection<string>? _known;
    private static Dictionary<Type, string>? _names;

    /// <summary>The known types by their name on the wire, such as <c>contact.created</c>.</summary>
    public static IReadOnlyCollection<string> Known => _known ??= GetKnown();

    /// <summary>Returns the name on the wire of an event class.</summary>
    /// <typeparam name="TNotification">The class, such as <see cref="ContactCreated" />.</typeparam>
    /// <exception cref="ArgumentException">The class does not belong to a single event type.</exception>
    public static string NameOf<TNotification>()
        where TNotification : WebhookNotification => NameOf(typeof(TNotification));

    internal static string NameOf(Type type) =>
        (_names ??= ByClass()).TryGetValue(type, out var name)
            ? name
            : throw new ArgumentException($"{type.Name} does not belong to a single event type.", nameof(type));

    private static Dictionary<Type, string> ByClass()
    {
        var names = new Dictionary<Type, string>(Known.Count);
        foreach (var name in Known)
        {
            names[Create(name)!.GetType()] = name;
        }

        return names;
    }
}
