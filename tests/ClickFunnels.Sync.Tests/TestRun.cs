namespace ClickFunnels.Sync.Tests;

/// <summary>Starts and stops the PostgreSQL server of the test run.</summary>
[SetUpFixture]
public sealed class TestRun
{
    [OneTimeSetUp]
    public static Task StartAsync() => PostgreSqlServer.StartSharedAsync();

    [OneTimeTearDown]
    public static Task StopAsync() => PostgreSqlServer.StopSharedAsync();
}
