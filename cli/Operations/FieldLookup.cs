using ClickFunnels.Cli.Catalog;
using ClickFunnels.Cli.Running;
using ClickFunnels.Contracts.Naming;

namespace ClickFunnels.Cli.Operations;

/// <summary>Finds the fields of a record in the contract.</summary>
internal sealed class FieldLookup(OperationContext context, bool isChecked)
{
    /// <summary>Finds the field that one step leads to.</summary>
    /// <param name="parent">The field before; null if the contract does not know it.</param>
    /// <param name="step">The step.</param>
    /// <param name="name">The path up to the step, for messages.</param>
    /// <returns>The field; null if the contract does not say what is there.</returns>
    public CatalogField? Next(CatalogField? parent, PathStep step, string name)
    {
        if (parent is null || parent.Kinds.Count == 0)
        {
            return null;
        }

        if (step.IsInList)
        {
            return parent.Kinds.Contains(FieldKind.Array) ? parent.Items
                : isChecked ? throw CliException.Usage($"{name} is not a list but {parent.Type}: leave out the brackets.")
                : null;
        }

        if (context.ObjectOf(parent) is not { } owner)
        {
            return !isChecked || parent.Kinds.Contains(FieldKind.Object)
                ? null
                : throw CliException.Usage($"{name} does not exist: what is before its last part is {parent.Type}.");
        }

        // Forms of Laravel have lists whose names end with brackets, such as files[].
        var found =
            owner.Fields.FirstOrDefault(field => field.Name == step.Name)
            ?? owner.Fields.FirstOrDefault(field => field.Name == step.Name + "[]")
            ?? owner.Other;
        return found ?? (isChecked ? throw Unknown(owner, step.Name!, name) : null);
    }

    private static CliException Unknown(CatalogObject owner, string given, string name)
    {
        var names = owner.Fields.Select(field => field.Name).ToList();
        var fix =
            SimilarNames.Meant(given, names) is { } known ? $"Did you mean {known}?"
            : names.Count is > 0 and <= 20 ? $"The fields are {string.Join(", ", names)}."
            : "The help of the command lists the fields.";
        return CliException.Usage($"The contract has no field {name}. {fix} Add --unchecked to send it anyway.");
    }
}
