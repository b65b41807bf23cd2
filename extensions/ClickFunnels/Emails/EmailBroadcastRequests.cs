using System;
using System.ComponentModel;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <content>The audience is an argument, and smart sending is one value.</content>
public sealed partial class EmailBroadcastCreate
{
    /// <summary>For serializers. A broadcast needs its audience.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Pass the audience: new EmailBroadcastCreate(BroadcastAudience.Filter(...)).", error: true)]
    public EmailBroadcastCreate() { }

    /// <summary>Creates a draft.</summary>
    /// <param name="audience">The contacts that the broadcast is sent to.</param>
    public EmailBroadcastCreate(BroadcastAudience audience)
    {
        _hasAudience = true;
        if ((audience ?? throw new ArgumentNullException(nameof(audience))).FilterId is { } filter)
        {
            FilterId = filter;
        }
    }

    private readonly bool _hasAudience;

    /// <summary>
    /// The way in which it is sent to many contacts; null for what the service does by default, which is <see
    /// cref="SmartSending.Automatic" />. Fields on the wire: <c>smart_sending</c>, <c>smart_sending_time</c>, <c>smart_sending_unit</c>.
    /// </summary>
    public SmartSending? Batches
    {
        get => ClickFunnels.SmartSending.From(SmartSending, SmartSendingTime, SmartSendingUnit);
        set => (SmartSending, SmartSendingTime, SmartSendingUnit) = (value?.IsOn, value?.Time, value?.Unit);
    }

    /// <inheritdoc />
    protected override string? BrokenRule() =>
        _hasAudience || FilterId is not null
            ? null
            : "a broadcast without filter_id goes to all contacts. Name the audience in the constructor.";
}

/// <content>The audience and smart sending are one value each.</content>
public sealed partial class EmailBroadcastUpdate
{
    /// <summary>
    /// The way in which it is sent to many contacts. Fields on the wire: <c>smart_sending</c>, <c>smart_sending_time</c>,
    /// <c>smart_sending_unit</c>.
    /// </summary>
    public SmartSending? Batches
    {
        get => ClickFunnels.SmartSending.From(SmartSending, SmartSendingTime, SmartSendingUnit);
        set => (SmartSending, SmartSendingTime, SmartSendingUnit) = (value?.IsOn, value?.Time, value?.Unit);
    }

    /// <summary>Sends the broadcast to another audience.</summary>
    /// <param name="audience">The contacts that the broadcast is sent to.</param>
    public void ReplaceAudience(BroadcastAudience audience) =>
        FilterId = (audience ?? throw new ArgumentNullException(nameof(audience))).FilterId;
}
