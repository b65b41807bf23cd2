using ClickFunnels.Emulator.Behaviors;

namespace ClickFunnels.Emulator;

/// <summary>Faults of deliveries that a test asked for. What no event has met stays in <see cref="Unconsumed"/>.</summary>
public sealed class WebhookFaultLedger
{
    /// <summary>The event type that means all.</summary>
    public const string AnyEvent = "*";

    private readonly Lock _gate = new();
    private readonly List<PlannedWebhookFault> _planned = [];

    internal WebhookFaultLedger() { }

    /// <summary>Faults that still wait for an event, in the order of their planning.</summary>
    public IReadOnlyList<PlannedWebhookFault> Unconsumed
    {
        get
        {
            lock (_gate)
            {
                return [.. _planned];
            }
        }
    }

    /// <summary>Plans a fault. The oldest fault that fits a delivery strikes it; repetitions and redeliveries are spared.</summary>
    /// <param name="eventType">Event type, such as <c>contact.created</c>, or <see cref="AnyEvent"/>.</param>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="times">How many deliveries it strikes.</param>
    /// <exception cref="ArgumentException">There is no such event type.</exception>
    public void Add(string eventType, WebhookFault fault, int times = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventType);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        if (!Enum.IsDefined(fault))
        {
            throw new ArgumentOutOfRangeException(nameof(fault), fault, "There is no such fault.");
        }

        if (eventType != AnyEvent && !PublishedEventTypes.All.Contains(eventType))
        {
            throw new ArgumentException($"There is no event type '{eventType}'.", nameof(eventType));
        }

        lock (_gate)
        {
            _planned.Add(new PlannedWebhookFault(eventType, fault, times));
        }
    }

    /// <summary>Forgets all planned faults.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _planned.Clear();
        }
    }

    internal WebhookFault? Take(string eventType)
    {
        lock (_gate)
        {
            var index = _planned.FindIndex(planned => planned.EventType is AnyEvent || planned.EventType == eventType);
            if (index < 0)
            {
                return null;
            }

            var planned = _planned[index];
            if (planned.Remaining == 1)
            {
                _planned.RemoveAt(index);
            }
            else
            {
                _planned[index] = planned with { Remaining = planned.Remaining - 1 };
            }

            return planned.Fault;
        }
    }
}
