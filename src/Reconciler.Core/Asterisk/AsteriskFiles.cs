namespace Reconciler.Core.Asterisk;

/// <summary>Writes a configuration as Asterisk's files. The same configuration gives the same bytes.</summary>
internal static class AsteriskFiles
{
    /// <summary>pjsip.conf or sip.conf.</summary>
    public static byte[] Sip(AsteriskConfiguration configuration)
    {
        var writer = new ConfWriter();
        foreach (var section in configuration.Sip)
        {
            writer.Section(section.Name);
            foreach (var setting in section.Settings)
            {
                writer.Setting(setting.Name, setting.Value.Open());
            }
        }

        return writer.ToBytes();
    }

    /// <summary>extensions.conf.</summary>
    public static byte[] Dialplan(AsteriskConfiguration configuration)
    {
        var writer = new ConfWriter();
        foreach (var context in configuration.Dialplan)
        {
            writer.Section(context.Name);
            foreach (var include in context.Includes)
            {
                writer.Entry("include", include);
            }

            foreach (var line in context.Lines)
            {
                writer.Extension(line);
            }
        }

        return writer.ToBytes();
    }

    /// <summary>voicemail.conf.</summary>
    public static byte[] Voicemail(AsteriskConfiguration configuration)
    {
        var writer = new ConfWriter();
        string? context = null;
        foreach (var mailbox in configuration.Mailboxes)
        {
            if (!string.Equals(context, mailbox.Context, StringComparison.Ordinal))
            {
                context = mailbox.Context;
                writer.Section(context);
            }

            writer.Entry(mailbox.Number, MailboxLine.Of(mailbox));
        }

        return writer.ToBytes();
    }
}
