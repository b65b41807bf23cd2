using System.Diagnostics.CodeAnalysis;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Surface;

/// <summary>
/// Says whether the program contains the C# compiler, which reads assemblies and listings. A program that is published with Native AOT
/// leaves it out: it needs assemblies on the disk, and is as large as all the rest.
/// </summary>
internal static class CompilerSupport
{
    [FeatureSwitchDefinition("ClickFunnels.Drift.Compiler")]
    public static bool IsIncluded => !AppContext.TryGetSwitch("ClickFunnels.Drift.Compiler", out var isIncluded) || isIncluded;

    /// <summary>Returns the problem of a program without the compiler.</summary>
    public static InputException Missing(string file) =>
        new(
            file,
            null,
            "The native program has no C# compiler, so it cannot read assemblies and their listings. Use the .NET tool instead: "
                + "dotnet tool install --global clickfunnels-drift."
        );
}
