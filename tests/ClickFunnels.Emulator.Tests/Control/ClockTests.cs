namespace ClickFunnels.Emulator.Tests.Control;

/// <summary>The clock by itself.</summary>
public sealed class ClockTests
{
    private static readonly DateTimeOffset Start = new ManualTimeProvider().GetUtcNow();

    [Test]
    public void Follows_its_source_until_it_is_moved()
    {
        var source = new ManualTimeProvider();
        var clock = new EmulatorClock(source);

        source.Advance(TimeSpan.FromHours(1));
        Assert.That((clock.GetUtcNow(), clock.Offset, clock.IsFrozen), Is.EqualTo((Start.AddHours(1), TimeSpan.Zero, false)));

        clock.Advance(TimeSpan.FromDays(1));
        source.Advance(TimeSpan.FromHours(1));
        Assert.That((clock.GetUtcNow(), clock.Offset), Is.EqualTo((Start.AddHours(26), TimeSpan.FromDays(1))));
    }

    [Test]
    public void A_frozen_clock_only_moves_when_it_is_told_to()
    {
        var source = new ManualTimeProvider();
        var clock = new EmulatorClock(source);

        clock.Freeze();
        source.Advance(TimeSpan.FromHours(5));
        Assert.That((clock.GetUtcNow(), clock.Offset, clock.IsFrozen), Is.EqualTo((Start, TimeSpan.FromHours(-5), true)));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.That(clock.GetUtcNow(), Is.EqualTo(Start.AddHours(1)));
        clock.Freeze(Start.AddDays(10));
        Assert.That((clock.GetUtcNow(), clock.IsFrozen), Is.EqualTo((Start.AddDays(10), true)));
        clock.Resume();
        source.Advance(TimeSpan.FromHours(2));
        Assert.That((clock.GetUtcNow(), clock.IsFrozen), Is.EqualTo((Start.AddDays(10).AddHours(2), false)));
        clock.Reset();
        Assert.That((clock.GetUtcNow(), clock.Offset), Is.EqualTo((source.GetUtcNow(), TimeSpan.Zero)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Timers_fire_in_their_order_at_their_time(bool isFrozen)
    {
        var clock = new EmulatorClock(new ManualTimeProvider());
        if (isFrozen)
        {
            clock.Freeze();
        }

        var fired = new List<(string, DateTimeOffset)>();
        foreach (var (name, seconds) in new[] { ("c", 30), ("a", 10), ("b", 10), ("late", 61) })
        {
            clock.CreateTimer(_ => fired.Add((name, clock.GetUtcNow())), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
        }

        // A timer that a timer starts is one as well.
        clock.CreateTimer(
            _ => clock.CreateTimer(_ => fired.Add(("d", clock.GetUtcNow())), null, TimeSpan.FromSeconds(20), Timeout.InfiniteTimeSpan),
            null,
            TimeSpan.FromSeconds(20),
            Timeout.InfiniteTimeSpan
        );

        clock.Advance(TimeSpan.FromSeconds(60));

        Assert.That(
            fired,
            Is.EqualTo(
                new[] { ("a", Start.AddSeconds(10)), ("b", Start.AddSeconds(10)), ("c", Start.AddSeconds(30)), ("d", Start.AddSeconds(40)) }
            )
        );
        clock.Set(Start.AddSeconds(61));
        Assert.That(fired[^1], Is.EqualTo(("late", Start.AddSeconds(61))));
    }

    [Test]
    public void Timers_of_a_clock_that_was_moved_still_go_by_the_time_that_passes()
    {
        var source = new ManualTimeProvider();
        var clock = new EmulatorClock(source);
        var fired = 0;
        using var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromHours(10), Timeout.InfiniteTimeSpan);

        clock.Advance(TimeSpan.FromHours(4));
        source.Advance(TimeSpan.FromHours(5));
        Assert.That(fired, Is.Zero);
        clock.Freeze();
        source.Advance(TimeSpan.FromHours(5));
        Assert.That(fired, Is.Zero, "frozen");
        clock.Resume();
        source.Advance(TimeSpan.FromMinutes(59));
        Assert.That(fired, Is.Zero);
        source.Advance(TimeSpan.FromMinutes(1));

        Assert.That(fired, Is.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Setting_the_clock_back_keeps_the_time_that_remains_for_timers(bool isReset)
    {
        var source = new ManualTimeProvider();
        var clock = new EmulatorClock(source);
        clock.Advance(TimeSpan.FromDays(100));
        var fired = 0;
        using var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromHours(2), Timeout.InfiniteTimeSpan);

        if (isReset)
        {
            clock.Reset();
        }
        else
        {
            clock.Set(Start);
        }

        source.Advance(TimeSpan.FromHours(1));
        clock.Advance(TimeSpan.FromMinutes(59));
        Assert.That(fired, Is.Zero);
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.That((fired, clock.GetUtcNow()), Is.EqualTo((1, Start.AddHours(2))));
    }

    [Test]
    public void Timers_can_be_changed_stopped_and_repeated()
    {
        var clock = new EmulatorClock(new ManualTimeProvider());
        var fired = 0;
        var timer = clock.CreateTimer(_ => fired++, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        clock.Advance(TimeSpan.FromDays(1));
        Assert.That(fired, Is.Zero, "not started");
        timer.Change(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));
        clock.Advance(TimeSpan.FromMinutes(31));
        Assert.That(fired, Is.EqualTo(4), "at 1, 11, 21 and 31 minutes");
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        clock.Advance(TimeSpan.FromDays(1));
        Assert.That(fired, Is.EqualTo(4), "stopped");
        timer.Change(TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);
        timer.Dispose();
        clock.Advance(TimeSpan.FromDays(1));

        Assert.That((fired, timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan)), Is.EqualTo((4, false)));
    }

    [Test]
    public void Timestamps_count_jumps_and_never_decrease()
    {
        var source = new ManualTimeProvider();
        var clock = new EmulatorClock(source);
        var start = clock.GetTimestamp();
        TimeSpan Elapsed() => clock.GetElapsedTime(start);

        source.Advance(TimeSpan.FromSeconds(1));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.That(Elapsed(), Is.EqualTo(new TimeSpan(1, 0, 1)));
        clock.Set(Start.AddDays(-30));
        clock.Freeze();
        source.Advance(TimeSpan.FromDays(1));
        Assert.That(Elapsed(), Is.EqualTo(new TimeSpan(1, 0, 1)));
        clock.Resume();
        clock.Reset();
        source.Advance(TimeSpan.FromSeconds(1));
        Assert.That(Elapsed(), Is.EqualTo(new TimeSpan(1, 0, 2)));
        for (var round = 0; round < 10; round++)
        {
            clock.Set(EmulatorClock.Latest);
            clock.Set(EmulatorClock.Earliest);
        }

        Assert.That(Elapsed(), Is.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public void The_time_has_bounds()
    {
        var clock = new EmulatorClock(new ManualTimeProvider());

        Assert.That(() => clock.Advance(TimeSpan.FromTicks(-1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => clock.Advance(TimeSpan.MaxValue), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("9000"));
        Assert.That(() => clock.Set(DateTimeOffset.MaxValue), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => clock.Freeze(DateTimeOffset.MinValue), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That((clock.GetUtcNow(), clock.IsFrozen), Is.EqualTo((Start, false)));
        clock.Set(EmulatorClock.Latest);
        Assert.That(() => clock.Advance(TimeSpan.FromTicks(1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void A_timer_that_starts_itself_again_at_once_does_not_block_the_clock()
    {
        var clock = new EmulatorClock(new ManualTimeProvider());
        using var periodic = clock.CreateTimer(_ => { }, null, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1));

        clock.Set(EmulatorClock.Latest);

        Assert.That(clock.GetUtcNow(), Is.EqualTo(EmulatorClock.Latest));
    }

    [Test]
    public async Task Real_time_goes_on_beside_the_jumps()
    {
        var clock = new EmulatorClock(TimeProvider.System);
        var wait = Task.Delay(TimeSpan.FromHours(1), clock);
        var soon = Task.Delay(TimeSpan.FromHours(1) + TimeSpan.FromMilliseconds(30), clock);

        clock.Advance(TimeSpan.FromHours(1));

        Assert.That(wait.IsCompleted);
        await soon.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.That(clock.Offset, Is.EqualTo(TimeSpan.FromHours(1)));
    }

    [Test]
    public async Task Many_threads_can_use_it_at_once()
    {
        var clock = new EmulatorClock(TimeProvider.System);
        var start = clock.GetUtcNow();
        var waits = Enumerable.Range(1, 200).Select(hour => Task.Delay(TimeSpan.FromHours(hour), clock)).ToList();

        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(worker =>
                    Task.Run(() =>
                    {
                        for (var step = 0; step < 50; step++)
                        {
                            clock.Advance(TimeSpan.FromMinutes(31));
                            if (worker == 0)
                            {
                                clock.Freeze();
                                clock.Resume();
                            }
                        }
                    })
                )
        );

        await Task.WhenAll(waits).WaitAsync(TimeSpan.FromSeconds(20));
        var moved = clock.GetUtcNow() - start;
        Assert.That(moved, Is.EqualTo(TimeSpan.FromMinutes(31 * 400)).Within(TimeSpan.FromSeconds(60)));
    }
}
