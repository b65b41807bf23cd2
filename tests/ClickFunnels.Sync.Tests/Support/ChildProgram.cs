using System.Diagnostics;

namespace ClickFunnels.Sync.Tests.Support;

/// <summary>The program that tests start, to kill it.</summary>
internal static class ChildProgram
{
    /// <summary>Runs a method of a test class: <c>static Task RunAsync(string[] arguments)</c>.</summary>
    /// <param name="arguments">Full name of the class, and the arguments of the method.</param>
    public static Task RunAsync(string[] arguments)
    {
        var method = typeof(ChildProgram).Assembly.GetType(arguments[0], throwOnError: true)!.GetMethod("RunAsync")!;
        return (Task)method.Invoke(null, [arguments[1..]])!;
    }

    /// <summary>Starts the program. Its output can be read.</summary>
    public static Process Start(Type type, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])["exec", typeof(ChildProgram).Assembly.Location, type.FullName!, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
