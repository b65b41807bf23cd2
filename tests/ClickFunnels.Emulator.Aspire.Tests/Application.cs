using System.Reflection;
using System.Runtime.InteropServices;
using Aspire.Hosting;
using Aspire.Hosting.Testing;

namespace ClickFunnels.Emulator.Aspire.Tests;

/// <summary>Makes applications of Aspire.</summary>
internal static class Application
{
    /// <summary>An application that can be built and started; it needs no dashboard and no containers.</summary>
    public static IDistributedApplicationTestingBuilder Create()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64)
        {
            Assert.Ignore("The orchestrator of Aspire is referenced for Linux on x64 only.");
        }

        var orchestrator = typeof(Application)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(static one => one.Key == "dcpclipath")
            .Value!;
        Assert.That(File.Exists(orchestrator), $"{orchestrator} does not exist. Restore the packages of this project.");
        return DistributedApplicationTestingBuilder.Create();
    }

    /// <summary>An application that is published into a manifest.</summary>
    public static IDistributedApplicationBuilder Publish(string manifest) =>
        DistributedApplication.CreateBuilder(["--publisher", "manifest", "--output-path", manifest]);
}
