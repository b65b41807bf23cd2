namespace ClickFunnels.Sync.Orleans.Tests;

/// <summary>Starts and stops the servers of the test run.</summary>
[SetUpFixture]
public sealed class TestRun
{
    [OneTimeSetUp]
    public static async Task StartAsync()
    {
        await PostgreSqlServer.StartSharedAsync();
        await RedisServer.StartSharedAsync();
    }

    [OneTimeTearDown]
    public static async Task StopAsync()
    {
        await RedisServer.StopSharedAsync();
        await PostgreSqlServer.StopSharedAsync();
    }
}
