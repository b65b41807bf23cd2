namespace ClickFunnels.Emulator.Control;

/// <summary>Reads and moves the clock.</summary>
internal static class ClockEndpoints
{
    // More than the clock allows, and far from what a TimeSpan cannot hold.
    private const double MostSeconds = 400_000_000_000;

    public static void Map(RouteGroupBuilder control, EmulatorClock clock)
    {
        var routes = control.MapGroup("/clock");
        routes.MapGet("", () => Show(clock));
        routes.MapPost(
            "/advance",
            async (HttpContext context) =>
            {
                var seconds = (await ControlJson.ReadAsync<Advance>(context.Request)).Seconds;
                if (seconds is < 0 or > MostSeconds)
                {
                    throw new ControlProblem(400, "seconds must be a positive number. POST /clock/set sets the clock back.");
                }

                clock.Advance(TimeSpan.FromSeconds(seconds));
                return Show(clock);
            }
        );
        routes.MapPost(
            "/freeze",
            async (HttpContext context) =>
            {
                clock.Freeze((await ControlJson.ReadOptionalAsync<FrozenAt>(context.Request))?.At);
                return Show(clock);
            }
        );
        routes.MapPost(
            "/resume",
            () =>
            {
                clock.Resume();
                return Show(clock);
            }
        );
        routes.MapPost(
            "/set",
            async (HttpContext context) =>
            {
                clock.Set((await ControlJson.ReadAsync<SetTo>(context.Request)).At);
                return Show(clock);
            }
        );
    }

    private static IResult Show(EmulatorClock clock) =>
        ControlJson.Ok(new ClockState(clock.GetUtcNow(), clock.IsFrozen, Math.Round(clock.Offset.TotalSeconds, 3)));

    internal sealed record ClockState(DateTimeOffset Now, bool Frozen, double OffsetSeconds);

    internal sealed record Advance(double Seconds);

    internal sealed record FrozenAt(DateTimeOffset? At = null);

    internal sealed record SetTo(DateTimeOffset At);
}
