using ClickFunnels.Core.Tests.Startup;

return await StartupProgram.RunAsync(args);
