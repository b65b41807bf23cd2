using ClickFunnels.AspNetCore.Tests.Support;
using NUnit.Framework.Interfaces;

[assembly: ClickFunnels.AspNetCore.Tests.NothingSecretInTheLog]


// The namespace above those of all tests, so that it is for all of them.
#pragma warning disable IDE0130
namespace ClickFunnels.AspNetCore.Tests;

/// <summary>Starts and ends what the whole run shares.</summary>
[SetUpFixture]
public sealed class SetUp
{
    [OneTimeSetUp]
    public static Task StartAsync() => PostgreSqlServer.StartSharedAsync();

    [OneTimeTearDown]
    public static async Task StopAsync()
    {
        await PostgreSqlServer.StopSharedAsync();
        RunLog.AssertNothingSecret(everything: true);
    }
}

/// <summary>After each test: nothing that was logged, thrown into a log, or measured so far contains a secret or personal data.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class NothingSecretInTheLogAttribute : Attribute, ITestAction
{
    public ActionTargets Targets => ActionTargets.Test;

    public void BeforeTest(ITest test) { }

    public void AfterTest(ITest test) => RunLog.AssertNothingSecret(everything: false);
}
