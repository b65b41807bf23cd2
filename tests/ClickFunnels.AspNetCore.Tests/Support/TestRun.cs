using ClickFunnels.AspNetCore.Tests.Support;
using NUnit.Framework.Interfaces;

[assembly: ClickFunnels.AspNetCore.Tests.NoSecretsInTheLog]


// In the parent namespace of all tests, so that the fixture applies to all of them.
#pragma warning disable IDE0130
namespace ClickFunnels.AspNetCore.Tests;

/// <summary>Starts and stops the PostgreSQL server of the test run, and checks its whole log for secrets.</summary>
[SetUpFixture]
public sealed class TestRun
{
    [OneTimeSetUp]
    public static async Task StartAsync()
    {
        if (await PostgreSqlServer.StartSharedAsync() is { } server)
        {
            LogCapture.Forbid(server.Password);
        }
    }

    [OneTimeTearDown]
    public static async Task StopAsync()
    {
        await PostgreSqlQueries.CloseAsync();
        await PostgreSqlServer.StopSharedAsync();
        LogCapture.AssertNoSecrets(everything: true);
    }
}

/// <summary>Checks after each test that logs, exceptions and metrics contain no secrets and no personal data.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class NoSecretsInTheLogAttribute : Attribute, ITestAction
{
    public ActionTargets Targets => ActionTargets.Test;

    public void BeforeTest(ITest test) { }

    public void AfterTest(ITest test) => LogCapture.AssertNoSecrets(everything: false);
}
