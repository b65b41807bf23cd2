using VerifyLive;

return await Commands.Create(Console.Out, Console.Error, Environment.GetEnvironmentVariable).Parse(args).InvokeAsync();
