using ClickFunnels;

Console.WriteLine($"The package compiles and runs: {typeof(TeamsClient).Assembly.GetName().Name}");
