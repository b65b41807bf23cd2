using System.CommandLine;
using VerifyLive;

// After Ctrl+C, the check that runs removes its records before the program ends.
return await Commands
    .Create(Console.Out, Console.Error, Environment.GetEnvironmentVariable)
    .Parse(args)
    .InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = CheckContext.CleanUpLimit + TimeSpan.FromMinutes(1) });
