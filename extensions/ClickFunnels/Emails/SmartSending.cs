using System;
using ClickFunnels.Core.Infrastructure;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>
/// The way in which a broadcast is sent to many contacts. The service sends in batches unless it is told otherwise, and always for more
/// than 5,000 contacts, also if <see cref="Off" /> was accepted (documented).
/// </summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class SmartSending
{
    private SmartSending(bool isOn, double? time, SmartSendingUnit? unit)
    {
        IsOn = isOn;
        Time = time;
        Unit = unit;
    }

    /// <summary>Sends to all contacts at once, if there are at most 5,000.</summary>
    public static SmartSending Off { get; } = new(false, null, null);

    /// <summary>Sends in batches whose pace the service chooses. This is what the service does when nothing is set.</summary>
    public static SmartSending Automatic { get; } = new(true, null, null);

    /// <summary>True if the broadcast is sent in batches.</summary>
    public bool IsOn { get; }

    /// <summary>The time over which it is sent, in units of <see cref="Unit" />; null if the service chooses.</summary>
    public double? Time { get; }

    /// <summary>The unit of <see cref="Time" />; null if the service chooses.</summary>
    public SmartSendingUnit? Unit { get; }

    /// <summary>Sends in batches over a time.</summary>
    /// <param name="time">The number of units, 0.5 to 100 (documented).</param>
    /// <param name="unit">The unit.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is out of range.</exception>
    /// <exception cref="ArgumentException">The unit is not one that the contract lists.</exception>
    public static SmartSending Over(double time, SmartSendingUnit unit) =>
        time is not (>= 0.5 and <= 100)
            ? throw new ArgumentOutOfRangeException(nameof(time), time, "The time of smart sending is 0.5 to 100 units.")
        : !unit.IsDocumented ? throw new ArgumentException("The unit of smart sending is hour or day.", nameof(unit))
        : new SmartSending(true, time, unit);

    internal static SmartSending? From(bool? isOn, double? time, SmartSendingUnit? unit) =>
        isOn is { } flag ? new SmartSending(flag, time, unit) : null;
}
