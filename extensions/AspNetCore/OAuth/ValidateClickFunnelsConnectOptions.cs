using Microsoft.Extensions.Options;

namespace ClickFunnels.AspNetCore;

/// <summary>Reports all problems of the settings at once, when the application starts.</summary>
internal sealed class ValidateClickFunnelsConnectOptions : IValidateOptions<ClickFunnelsConnectOptions>
{
    public ValidateOptionsResult Validate(string? name, ClickFunnelsConnectOptions options) =>
        options.Validate() is { Count: > 0 } problems
            ? ValidateOptionsResult.Fail(problems.Select(static problem => "ClickFunnels connect: " + problem))
            : ValidateOptionsResult.Success;
}
