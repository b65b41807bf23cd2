namespace ClickFunnels.Emulator.Tests;

public sealed class PlaceholderTests
{
    [Test]
    public void The_test_host_runs() => Assert.Pass();
}
