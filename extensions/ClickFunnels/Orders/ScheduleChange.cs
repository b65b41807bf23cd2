using System;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>
/// The result of <see cref="OrderExtensions.MoveScheduleAsync" />. It has no dates: the service responds with the old ones (documented).
/// </summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ScheduleChange
{
    private readonly Func<PollingOptions?, CancellationToken, Task<Order>> _wait;

    /// <summary>Creates a result; for tests of code that handles it.</summary>
    /// <param name="isConfirmed">True if the payment processor confirmed the dates.</param>
    /// <param name="wait">Waits until the order shows the change.</param>
    public ScheduleChange(bool isConfirmed, Func<PollingOptions?, CancellationToken, Task<Order>> wait)
    {
        IsConfirmed = isConfirmed;
        _wait = wait ?? throw new ArgumentNullException(nameof(wait));
    }

    /// <summary>
    /// True if the payment processor confirmed the dates (200); false if it accepted the request and confirmed no date, or another
    /// one (202).
    /// </summary>
    public bool IsConfirmed { get; }

    /// <summary>
    /// Fetches the order until it shows the change: the wanted dates after a confirmation, and dates other than before without one
    /// (documented).
    /// </summary>
    /// <param name="options">How often and how long to fetch it; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the wait; the change itself continues.</param>
    /// <returns>The order with its new dates.</returns>
    /// <exception cref="ApiTimeoutException">
    /// The order did not change in time. The change may still come, so do not send it again: read the order later.
    /// </exception>
    /// <exception cref="ApiException">A call failed; the derived type says how.</exception>
    public Task<Order> WaitAsync(PollingOptions? options = null, CancellationToken cancellationToken = default) =>
        _wait(options, cancellationToken);

    /// <summary>Returns what is known of the change.</summary>
    public override string ToString() => IsConfirmed ? "confirmed, not yet visible" : "accepted, not confirmed";
}
