#pragma warning disable CA1050 // Without a namespace, it applies to all stories of this assembly.

/// <summary>The stories run in strict mode, so that each of them proves that the clients keep to the contracts.</summary>
[SetUpFixture]
public sealed class StrictStories
{
    private const string Variable = "CLICKFUNNELS_EMULATOR_STRICT";

    [OneTimeSetUp]
    public void TurnOn() => Environment.SetEnvironmentVariable(Variable, "1");

    [OneTimeTearDown]
    public void TurnOff() => Environment.SetEnvironmentVariable(Variable, null);
}
