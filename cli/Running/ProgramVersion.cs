using System.Reflection;

namespace ClickFunnels.Cli.Running;

/// <summary>The version of the program.</summary>
internal static class ProgramVersion
{
    /// <summary>The version without its build, such as <c>0.2.0</c>.</summary>
    public static string Text =>
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Names the program to the services.</summary>
    public static string UserAgent => $"clickfunnels-dotnet-cli/{Text}";
}
