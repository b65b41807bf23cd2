using System;
using System.IO;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;

namespace ClickFunnels.Core;

/// <summary>Writes the body of a request, and refuses records without a field that the contract requires.</summary>
internal sealed class RequestWriter(TextWriter text, Operation operation) : JsonTextWriter(text)
{
    /// <summary>Throws when required fields of a record that is about to be written are not set.</summary>
    /// <param name="model">The record.</param>
    /// <param name="missing">Names of the fields, separated by commas; null when all are set.</param>
    /// <exception cref="ArgumentException">Required fields are not set; nothing was sent.</exception>
    public void Check(Model model, string? missing)
    {
        if (missing is not null)
        {
            var path = Path.Length == 0 ? string.Empty : $" at {Path}";
            throw new ArgumentException(
                $"{operation}: the {model.GetType().Name}{path} lacks {missing}, which the contract requires. Set it, or set the option "
                    + "CheckRequiredFields to false to let the service decide."
            );
        }
    }

    /// <summary>Throws when a record that is about to be written breaks a rule on several fields.</summary>
    /// <param name="model">The record.</param>
    /// <param name="rule">The rule that it breaks, as a sentence; null when it breaks none.</param>
    /// <exception cref="ArgumentException">The record breaks the rule; nothing was sent.</exception>
    public void CheckRule(Model model, string? rule)
    {
        if (rule is not null)
        {
            var path = Path.Length == 0 ? string.Empty : $" at {Path}";
            throw new ArgumentException(
                $"{operation}: the {model.GetType().Name}{path} breaks a rule: {rule} Correct it, or set the option CheckRequiredFields to "
                    + "false to let the service decide."
            );
        }
    }

    /// <summary>Checks the records that are written, and writes nothing.</summary>
    /// <param name="write">Writes them to a writer.</param>
    /// <exception cref="ArgumentException">A record lacks a field or breaks a rule; nothing was sent.</exception>
    public void CheckParts(Action<JsonWriter> write)
    {
        using var parts = new RequestWriter(TextWriter.Null, operation);
        write(parts);
    }
}
