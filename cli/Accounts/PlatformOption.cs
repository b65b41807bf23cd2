using System.CommandLine;

namespace ClickFunnels.Cli.Accounts;

/// <summary>The option <c>--platform</c>.</summary>
internal static class PlatformOption
{
    private static readonly string[] Names = [.. Enum.GetNames<ServicePlatform>().Select(name => name.ToLowerInvariant())];

    public static Option<string> Create()
    {
        var option = new Option<string>("--platform")
        {
            Description = "The service of the account.",
            HelpName = string.Join('|', Names),
            DefaultValueFactory = _ => Names[0],
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is not [var token] || !Names.Contains(token.Value))
            {
                if (!result.Implicit)
                {
                    result.AddError($"--platform must be {string.Join(", ", Names[..^1])} or {Names[^1]}.");
                }
            }
        });
        option.CompletionSources.Add(Names);
        return option;
    }

    public static ServicePlatform Read(ParseResult parsed, Option<string> option) =>
        Enum.Parse<ServicePlatform>(parsed.GetValue(option)!, ignoreCase: true);
}
