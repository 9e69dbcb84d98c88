<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
    <context>
        <name>EarSeg</name>
        <message>
            <source> (longer than this cochlea by {0} mm)</source>
            <translation> (um {0=} mm länger als diese Cochlea)</translation>
        </message>
        <message>
            <source> and {0} more</source>
            <translation> und {0#} weitere</translation>
        </message>
        <message>
            <source> and {0} more files</source>
            <translation> und {0=} weitere Dateien</translation>
        </message>
        <message>
            <source> At most {0} triangles a surface; having fewer moved one by up to {1} mm of the patient.</source>
            <translation> Höchstens {0=} Dreiecke je Oberfläche; weniger zu haben verschob eine um bis zu {1=} mm des Patienten.</translation>
        </message>
        <message>
            <source> by hand</source>
            <translation> von Hand</translation>
        </message>
        <message>
            <source> It knows only the whole ear; the parts are named by the mean labyrinth.</source>
            <translation> Es kennt nur das ganze Ohr; die Teile benennt das mittlere Labyrinth.</translation>
        </message>
        <message>
            <source> It was opened as a copy: save it under another name.</source>
            <translation> Er wurde als Kopie geöffnet: speichern Sie ihn unter anderem Namen.</translation>
        </message>
        <message>
            <source> of {0}</source>
            <translation> von {0#}</translation>
        </message>
        <message>
            <source> on {0}</source>
            <translation> auf {0=}</translation>
        </message>
        <message>
            <source> since {0} UTC</source>
            <translation> seit {0=} UTC</translation>
        </message>
        <message>
            <source>, by hand</source>
            <translation>, von Hand</translation>
        </message>
        <message>
            <source>, first near LPS ({0}, {1}, {2}) mm</source>
            <translation>, zuerst nahe LPS ({0=}, {1=}, {2=}) mm</translation>
        </message>
        <message>
            <source>, {0} {1} mm</source>
            <translation>, {0} {1=} mm</translation>
        </message>
        <message>
            <source>1 cavity of {0} mm³</source>
            <translation>1 Hohlraum von {0=} mm³</translation>
        </message>
        <message>
            <source>1 image</source>
            <translation>1 Bild</translation>
        </message>
        <message>
            <source>1 island of {0} mm³</source>
            <translation>1 Insel von {0=} mm³</translation>
        </message>
        <message>
            <source>1 speck of the {0}</source>
            <translation>1 Fleck ({0})</translation>
        </message>
        <message>
            <source>17 normal ears of Wimmer 2019, measured by the definitions of this program along the expert frame</source>
            <translation>17 normale Ohren aus Wimmer 2019, nach den Definitionen dieses Programms im Bezugssystem der Experten gemessen</translation>
        </message>
        <message>
            <source>2½ turns</source>
            <translation>2½ Windungen</translation>
        </message>
        <message>
            <source>38 people, CT of 0.6 mm (KoreaMed 2276207), mean ± 2 standard deviations</source>
            <translation>38 Menschen, CT von 0.6 mm (KoreaMed 2276207), Mittel ± 2 Standardabweichungen</translation>
        </message>
        <message>
            <source>3D is not available on this display.
The slice views and all measurements work without it.</source>
            <translation>3D gibt es auf diesem Bildschirm nicht.
Schichten und Messungen gehen ohne.</translation>
        </message>
        <message>
            <source>3D view</source>
            <translation>3D-Ansicht</translation>
        </message>
        <message>
            <source>; {0} with possible words in the pixels left out</source>
            <translation>; {0} mit möglicher Schrift in den Pixeln ausgelassen</translation>
        </message>
        <message>
            <source>`earseg catalog` lists the series.</source>
            <translation>`earseg catalog` listet die Serien.</translation>
        </message>
        <message>
            <source>A block with the ear as a cavity, in two halves with pins</source>
            <translation>Ein Block mit dem Ohr als Hohlraum, in zwei Hälften mit Stiften</translation>
        </message>
        <message>
            <source>A DICOM segmentation refers to the DICOM series it was made for, and that is not at hand.</source>
            <translation>Eine DICOM-Segmentierung verweist auf ihre DICOM-Serie, und die liegt nicht vor.</translation>
        </message>
        <message>
            <source>A file stands where the folder should be</source>
            <translation>Wo der Ordner sein sollte, liegt eine Datei</translation>
        </message>
        <message>
            <source>A folder for what is received</source>
            <translation>Ein Ordner für Empfangenes</translation>
        </message>
        <message>
            <source>A head CT shows the face: whoever has the images could recognise the patient in a 3D view.</source>
            <translation>Ein Kopf-CT zeigt das Gesicht: wer die Bilder hat, könnte den Patienten in 3D erkennen.</translation>
        </message>
        <message>
            <source>a magnetic resonance (MR) series</source>
            <translation>eine MRT-Serie</translation>
        </message>
        <message>
            <source>A measure drawn by hand is of another program version: it was left out.</source>
            <translation>Ein von Hand gezeichnetes Maß stammt aus einer anderen Programmfassung: es wurde ausgelassen.</translation>
        </message>
        <message>
            <source>A measure lies in one slice: it begins anew in this one.</source>
            <translation>Ein Maß liegt in einer Schicht: es beginnt in dieser neu.</translation>
        </message>
        <message>
            <source>A new or empty folder</source>
            <translation>Ein neuer oder leerer Ordner</translation>
        </message>
        <message>
            <source>A of {0} mm is less than any usual cochlea's ({1} mm).</source>
            <translation>A von {0=} mm ist kleiner als bei jeder gewöhnlichen Cochlea ({1=} mm).</translation>
        </message>
        <message>
            <source>a perfusion map</source>
            <translation>eine Perfusionskarte</translation>
        </message>
        <message>
            <source>a PET series</source>
            <translation>eine PET-Serie</translation>
        </message>
        <message>
            <source>a plain X-ray</source>
            <translation>eine Röntgenaufnahme</translation>
        </message>
        <message>
            <source>a projection</source>
            <translation>eine Projektion</translation>
        </message>
        <message>
            <source>a scale of at most {0}</source>
            <translation>einen Maßstab von höchstens {0=}</translation>
        </message>
        <message>
            <source>a screen shot</source>
            <translation>ein Bildschirmfoto</translation>
        </message>
        <message>
            <source>a secondary capture</source>
            <translation>eine Zweitaufnahme</translation>
        </message>
        <message>
            <source>A structure needs a name.</source>
            <translation>Eine Struktur braucht einen Namen.</translation>
        </message>
        <message>
            <source>A surface cannot be printed, so nothing was written.</source>
            <translation>Eine Oberfläche lässt sich nicht drucken, darum wurde nichts geschrieben.</translation>
        </message>
        <message>
            <source>A surface of its own where it lies beside the ear. Whole ears and casts don't hold it, and for a printer it stays as thin as it was painted.</source>
            <translation>Eine eigene Oberfläche, dort wo die Struktur neben dem Ohr liegt. Ganze Ohren und Abgüsse enthalten sie nicht, und für einen Drucker bleibt sie so dünn, wie sie gemalt wurde.</translation>
        </message>
        <message>
            <source>A volume needs a stack of slices.</source>
            <translation>Ein Volumen braucht einen Schichtstapel.</translation>
        </message>
        <message>
            <source>A wall of {0} mm has no room for pins of {1} mm.</source>
            <translation>Eine Wand von {0=} mm hat keinen Platz für Stifte von {1=} mm.</translation>
        </message>
        <message>
            <source>A-based formulas do not apply to malformed cochleae (10.1038/s41598-021-86741-x)</source>
            <translation>Formeln mit A gelten nicht für fehlgebildete Cochleae (10.1038/s41598-021-86741-x)</translation>
        </message>
        <message>
            <source>About EarSeg</source>
            <translation>Über EarSeg</translation>
        </message>
        <message>
            <source>Accession</source>
            <translation>Auftrag</translation>
        </message>
        <message>
            <source>Across the bony canal of the cochlear nerve, at right angles to it, at its middle between the internal auditory canal and the modiolus.</source>
            <translation>Quer über den knöchernen Kanal des N. cochlearis, im rechten Winkel, in seiner Mitte zwischen innerem Gehörgang und Modiolus.</translation>
        </message>
        <message>
            <source>Across the middle of the internal auditory canal, at right angles to it.</source>
            <translation>Quer über die Mitte des inneren Gehörgangs, im rechten Winkel.</translation>
        </message>
        <message>
            <source>Across the vestibular aqueduct, at right angles to it, at the operculum where it meets the posterior fossa.</source>
            <translation>Quer über den Aquaeductus vestibuli, im rechten Winkel, am Operculum, wo er die hintere Schädelgrube erreicht.</translation>
        </message>
        <message>
            <source>Across the vestibular aqueduct, at right angles to it, halfway between the common crus and the operculum.</source>
            <translation>Quer über den Aquaeductus vestibuli, im rechten Winkel, auf halbem Weg zwischen Crus commune und Operculum.</translation>
        </message>
        <message>
            <source>active length</source>
            <translation>aktive Länge</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Hinzufügen</translation>
        </message>
        <message>
            <source>Add a structure</source>
            <translation>Struktur hinzufügen</translation>
        </message>
        <message>
            <source>Add structure…</source>
            <translation>Struktur hinzufügen…</translation>
        </message>
        <message>
            <source>Add to queue</source>
            <translation>Einreihen</translation>
        </message>
        <message>
            <source>Add {0}</source>
            <translation>Hinzufügen: {0}</translation>
        </message>
        <message>
            <source>Added: {0}. Take the brush and paint it.</source>
            <translation>Hinzugefügt: {0}. Nehmen Sie den Pinsel und malen Sie.</translation>
        </message>
        <message>
            <source>Add…</source>
            <translation>Hinzufügen…</translation>
        </message>
        <message>
            <source>AE title of the PACS</source>
            <translation>AE-Titel des PACS</translation>
        </message>
        <message>
            <source>Alexiades (i), two turns</source>
            <translation>Alexiades (i), zwei Windungen</translation>
        </message>
        <message>
            <source>Alexiades, two turns</source>
            <translation>Alexiades, zwei Windungen</translation>
        </message>
        <message>
            <source>All headers read</source>
            <translation>Alle Kopfdaten gelesen</translation>
        </message>
        <message>
            <source>All images of this series lie at one place; a volume needs a stack of slices.</source>
            <translation>Alle Bilder dieser Serie liegen an einer Stelle; ein Volumen braucht einen Stapel.</translation>
        </message>
        <message>
            <source>All studies…</source>
            <translation>Alle Untersuchungen…</translation>
        </message>
        <message>
            <source>All values are the same ({0}): the series is empty.</source>
            <translation>Alle Werte sind gleich ({0=}): die Serie ist leer.</translation>
        </message>
        <message>
            <source>All, {0}</source>
            <translation>Alle, {0=}</translation>
        </message>
        <message>
            <source>Along the modiolus</source>
            <translation>Entlang des Modiolus</translation>
        </message>
        <message>
            <source>along the modiolus</source>
            <translation>entlang des Modiolus</translation>
        </message>
        <message>
            <source>along the {0}, {1}: {2}</source>
            <translation>entlang: {0}, {1}: {2}</translation>
        </message>
        <message>
            <source>Also screenshots and images with words in their pixels</source>
            <translation>Auch Bildschirmfotos und Bilder mit Schrift in den Pixeln</translation>
        </message>
        <message>
            <source>Amber in the slices: the stronger, the less sure</source>
            <translation>Bernsteinfarben in den Schichten: je kräftiger, desto unsicherer</translation>
        </message>
        <message>
            <source>An image is damaged or cut short.</source>
            <translation>Ein Bild ist beschädigt oder abgeschnitten.</translation>
        </message>
        <message>
            <source>an ultrasound series</source>
            <translation>eine Ultraschall-Serie</translation>
        </message>
        <message>
            <source>an X-ray angiography</source>
            <translation>eine Angiographie</translation>
        </message>
        <message>
            <source>Angle</source>
            <translation>Winkel</translation>
        </message>
        <message>
            <source>Angle (3D), °</source>
            <translation>Winkel (3D), °</translation>
        </message>
        <message>
            <source>Angle (Escudé), °</source>
            <translation>Winkel (Escudé), °</translation>
        </message>
        <message>
            <source>angle at the middle point between the lines to the two others, 0 to 180°</source>
            <translation>Winkel am mittleren Punkt zwischen den Linien zu den beiden anderen, 0 bis 180°</translation>
        </message>
        <message>
            <source>angle between the planes of the two canals</source>
            <translation>Winkel zwischen den Ebenen der beiden Bogengänge</translation>
        </message>
        <message>
            <source>Angle between two lines</source>
            <translation>Winkel zwischen zwei Linien</translation>
        </message>
        <message>
            <source>angle of the tip at this depth, along the array's own line: through the scala tympani at the array's distance from the lateral wall measured in 3D</source>
            <translation>Winkel der Spitze bei dieser Tiefe, entlang der Linie des Trägers: durch die Scala tympani im Abstand des Trägers von der in 3D gemessenen Außenwand</translation>
        </message>
        <message>
            <source>angle that the same length reaches along the lateral wall by Escudé's law, 235·(e^(depth/(2.62·A)) − 1)</source>
            <translation>Winkel, den dieselbe Länge nach Escudé entlang der Außenwand erreicht, 235·(e^(Tiefe/(2.62·A)) − 1)</translation>
        </message>
        <message>
            <source>angle that the same length reaches along the lateral wall measured in 3D</source>
            <translation>Winkel, den dieselbe Länge entlang der in 3D gemessenen Außenwand erreicht</translation>
        </message>
        <message>
            <source>Angle {0}</source>
            <translation>Winkel {0#}</translation>
        </message>
        <message>
            <source>Angle: {0}.</source>
            <translation>Winkel: {0}.</translation>
        </message>
        <message>
            <source>Angles along the cochlea</source>
            <translation>Winkel entlang der Cochlea</translation>
        </message>
        <message>
            <source>Another program holds the file</source>
            <translation>Ein anderes Programm hält die Datei fest</translation>
        </message>
        <message>
            <source>Another window is writing to the library.</source>
            <translation>Ein anderes Fenster schreibt in die Bibliothek.</translation>
        </message>
        <message>
            <source>answer the test</source>
            <translation>den Test beantworten</translation>
        </message>
        <message>
            <source>Apache License 2.0. The licences of its libraries lie beside it.</source>
            <translation>Apache-Lizenz 2.0. Die Lizenzen der Bibliotheken liegen bei.</translation>
        </message>
        <message>
            <source>apart from the rest of it</source>
            <translation>getrennt vom Rest</translation>
        </message>
        <message>
            <source>Apex</source>
            <translation>Spitze</translation>
        </message>
        <message>
            <source>apex</source>
            <translation>Spitze</translation>
        </message>
        <message>
            <source>Aqueduct, midpoint</source>
            <translation>Aquädukt, Mitte</translation>
        </message>
        <message>
            <source>Aqueduct, operculum</source>
            <translation>Aquädukt, Operculum</translation>
        </message>
        <message>
            <source>Archives (PACS)…</source>
            <translation>Archive (PACS)…</translation>
        </message>
        <message>
            <source>area π·a·b of the ellipse with the semi-axes a and b</source>
            <translation>Fläche π·a·b der Ellipse mit den Halbachsen a und b</translation>
        </message>
        <message>
            <source>Array</source>
            <translation>Träger</translation>
        </message>
        <message>
            <source>Array angle</source>
            <translation>Winkel des Trägers</translation>
        </message>
        <message>
            <source>Arrow keys</source>
            <translation>Pfeiltasten</translation>
        </message>
        <message>
            <source>As a box</source>
            <translation>Als Quader</translation>
        </message>
        <message>
            <source>as along the lateral wall, with A − 1 and B − 1</source>
            <translation>wie entlang der Außenwand, mit A − 1 und B − 1</translation>
        </message>
        <message>
            <source>As opened</source>
            <translation>Wie geöffnet</translation>
        </message>
        <message>
            <source>as tabulated in {0}</source>
            <translation>wie in {0=} tabelliert</translation>
        </message>
        <message>
            <source>As the computer</source>
            <translation>Wie der Rechner</translation>
        </message>
        <message>
            <source>As used in public code (SlicerCochlea)</source>
            <translation>Wie in öffentlichem Code (SlicerCochlea)</translation>
        </message>
        <message>
            <source>As used in public code (SlicerCochlea); attribution to Koch 2017 recalled, not checked</source>
            <translation>Wie in öffentlichem Code (SlicerCochlea); Zuschreibung an Koch 2017 aus der Erinnerung, nicht geprüft</translation>
        </message>
        <message>
            <source>Ask again at the next start</source>
            <translation>Beim nächsten Start wieder fragen</translation>
        </message>
        <message>
            <source>Ask for the original series from the scanner.</source>
            <translation>Fordern Sie die Originalserie vom Scanner an.</translation>
        </message>
        <message>
            <source>Ask the PACS administrator to allow it for the AE title {0}.</source>
            <translation>Bitten Sie die PACS-Administration, es für den AE-Titel {0=} zu erlauben.</translation>
        </message>
        <message>
            <source>Ask the PACS administrator to allow it.</source>
            <translation>Bitten Sie die PACS-Administration, es zu erlauben.</translation>
        </message>
        <message>
            <source>Ask the PACS administrator to enter the AE title {0} for this computer.</source>
            <translation>Bitten Sie die PACS-Administration, den AE-Titel {0=} für diesen Rechner einzutragen.</translation>
        </message>
        <message>
            <source>Ask the PACS administrator to enter the AE title {0}, or correct your own AE title.</source>
            <translation>Bitten Sie die PACS-Administration, den AE-Titel {0=} einzutragen, oder berichtigen Sie Ihren eigenen AE-Titel.</translation>
        </message>
        <message>
            <source>Ask the PACS administrator to enter {0} with this computer's address and port {1}, or retrieve with C-GET.</source>
            <translation>Bitten Sie die PACS-Administration, {0=} mit Adresse und Port {1=} dieses Rechners einzutragen, oder rufen Sie mit C-GET ab.</translation>
        </message>
        <message>
            <source>Ask the PACS administrator whether the AE title {0} may do this; if the PACS is only slow, raise its timeout ({1} s).</source>
            <translation>Fragen Sie die PACS-Administration, ob der AE-Titel {0=} das darf; ist das PACS nur langsam, erhöhen Sie die Wartezeit ({1=} s).</translation>
        </message>
        <message>
            <source>Ask the PACS administrator whether {0} leads to this computer's address and port {1}, and whether a firewall blocks it; or retrieve with C-GET.</source>
            <translation>Fragen Sie die PACS-Administration, ob {0=} auf Adresse und Port {1=} dieses Rechners führt und ob eine Firewall sperrt; oder rufen Sie mit C-GET ab.</translation>
        </message>
        <message>
            <source>Asking {0}</source>
            <translation>{0=} wird gefragt</translation>
        </message>
        <message>
            <source>at least</source>
            <translation>mindestens</translation>
        </message>
        <message>
            <source>at least {0}</source>
            <translation>mindestens {0#}</translation>
        </message>
        <message>
            <source>at least {0} {1}</source>
            <translation>mindestens {0=} {1=}</translation>
        </message>
        <message>
            <source>at most</source>
            <translation>höchstens</translation>
        </message>
        <message>
            <source>at most {0}</source>
            <translation>höchstens {0#}</translation>
        </message>
        <message>
            <source>at most {0} {1}</source>
            <translation>höchstens {0=} {1=}</translation>
        </message>
        <message>
            <source>attribution to Koch 2017 recalled, not checked</source>
            <translation>Zuschreibung an Koch 2017 aus der Erinnerung, nicht geprüft</translation>
        </message>
        <message>
            <source>automatic</source>
            <translation>automatisch</translation>
        </message>
        <message>
            <source>Axial</source>
            <translation>Axial</translation>
        </message>
        <message>
            <source>axial slice</source>
            <translation>axiale Schicht</translation>
        </message>
        <message>
            <source>B ends {0} mm from the axis on its far side, where {1} mm is usual: the label may lack part of the basal turn there. Look at that end in the cochlear view.</source>
            <translation>B endet auf der fernen Seite {0=} mm von der Achse, üblich sind {1=} mm: dem Label fehlt dort vielleicht ein Teil der Basalwindung. Sehen Sie sich dieses Ende in der Cochleaansicht an.</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Back to automatic</source>
            <translation>Zurück auf automatisch</translation>
        </message>
        <message>
            <source>Back to the usual view</source>
            <translation>Zur gewohnten Ansicht</translation>
        </message>
        <message>
            <source>basal turn</source>
            <translation>Basalwindung</translation>
        </message>
        <message>
            <source>base of the modiolus</source>
            <translation>Basis des Modiolus</translation>
        </message>
        <message>
            <source>before</source>
            <translation>vor</translation>
        </message>
        <message>
            <source>behind</source>
            <translation>hinter</translation>
        </message>
        <message>
            <source>beside the {0} ear</source>
            <translation>neben dem Ohr {0}</translation>
        </message>
        <message>
            <source>Bone</source>
            <translation>Knochen</translation>
        </message>
        <message>
            <source>Bone around</source>
            <translation>Knochen</translation>
        </message>
        <message>
            <source>Bone from</source>
            <translation>Knochen ab</translation>
        </message>
        <message>
            <source>Bone is made from the CT, and no CT is given.</source>
            <translation>Knochen entsteht aus dem CT, und es liegt keines vor.</translation>
        </message>
        <message>
            <source>bone kernel ({0})</source>
            <translation>Knochenkern ({0=})</translation>
        </message>
        <message>
            <source>Bone round the {0} ear</source>
            <translation>Knochen um das Ohr {0}</translation>
        </message>
        <message>
            <source>Bone within</source>
            <translation>Knochen bis</translation>
        </message>
        <message>
            <source>born {0}</source>
            <translation>geboren {0=}</translation>
        </message>
        <message>
            <source>Both ears</source>
            <translation>Beide Ohren</translation>
        </message>
        <message>
            <source>Box</source>
            <translation>Kasten</translation>
        </message>
        <message>
            <source>Brain</source>
            <translation>Hirn</translation>
        </message>
        <message>
            <source>Brightest value in the slab (maximum intensity projection)</source>
            <translation>Hellster Wert in der Dicke (Maximumintensitätsprojektion)</translation>
        </message>
        <message>
            <source>Bringing the labels onto the scan</source>
            <translation>Labels werden auf das CT gebracht</translation>
        </message>
        <message>
            <source>Brush</source>
            <translation>Pinsel</translation>
        </message>
        <message>
            <source>by hand</source>
            <translation>von Hand</translation>
        </message>
        <message>
            <source>By hand</source>
            <translation>Von Hand</translation>
        </message>
        <message>
            <source>C-GET only</source>
            <translation>Nur C-GET</translation>
        </message>
        <message>
            <source>C-GET, else C-MOVE</source>
            <translation>C-GET, sonst C-MOVE</translation>
        </message>
        <message>
            <source>C-MOVE only</source>
            <translation>Nur C-MOVE</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Cancel the running work</source>
            <translation>Laufende Arbeit abbrechen</translation>
        </message>
        <message>
            <source>Case code</source>
            <translation>Fallcode</translation>
        </message>
        <message>
            <source>Case code, no name</source>
            <translation>Fallcode</translation>
        </message>
        <message>
            <source>Cases and scans (*.earseg *.zip *.dcm *.ima *.nii *.nii.gz *.nrrd *.nhdr *.mha *.mhd DICOMDIR);;All files (*)</source>
            <translation>Fälle und CTs (*.earseg *.zip *.dcm *.ima *.nii *.nii.gz *.nrrd *.nhdr *.mha *.mhd DICOMDIR);;Alle Dateien (*)</translation>
        </message>
        <message>
            <source>Cast</source>
            <translation>Gussform</translation>
        </message>
        <message>
            <source>Cast is cut</source>
            <translation>Gussform geteilt</translation>
        </message>
        <message>
            <source>Cast ready</source>
            <translation>Gussform fertig</translation>
        </message>
        <message>
            <source>cavities</source>
            <translation>Höhlen</translation>
        </message>
        <message>
            <source>cavity</source>
            <translation>Höhle</translation>
        </message>
        <message>
            <source>centre line of the lumen</source>
            <translation>Mittellinie des Lumens</translation>
        </message>
        <message>
            <source>centre of the round window, through the modiolar axis, to the opposite lateral wall, in the cochlear plane</source>
            <translation>Mitte des runden Fensters durch die Modiolusachse zur gegenüberliegenden Außenwand, in der Cochleaebene</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Ändern</translation>
        </message>
        <message>
            <source>Change measures ({0})</source>
            <translation>Maße geändert ({0})</translation>
        </message>
        <message>
            <source>Changed by hand since this verdict was given.</source>
            <translation>Seit diesem Urteil von Hand geändert.</translation>
        </message>
        <message>
            <source>Change…</source>
            <translation>Ändern…</translation>
        </message>
        <message>
            <source>check</source>
            <translation>prüfen</translation>
        </message>
        <message>
            <source>Check both files: PEM text, and the own certificate together with its key.</source>
            <translation>Prüfen Sie beide Dateien: PEM-Text, und das eigene Zertifikat zusammen mit seinem Schlüssel.</translation>
        </message>
        <message>
            <source>Check host and port, the network cable or VPN, and whether a firewall is between.</source>
            <translation>Prüfen Sie Rechner und Port, Netzkabel oder VPN und ob eine Firewall dazwischen steht.</translation>
        </message>
        <message>
            <source>Check its lengths.</source>
            <translation>Prüfen Sie die Längen.</translation>
        </message>
        <message>
            <source>Check its permissions; it must be UTF-8 text.</source>
            <translation>Prüfen Sie die Zugriffsrechte; sie muss UTF-8-Text sein.</translation>
        </message>
        <message>
            <source>Check its segmentation and landmarks.</source>
            <translation>Prüfen Sie Segmentierung und Messpunkte.</translation>
        </message>
        <message>
            <source>Check its segmentation.</source>
            <translation>Prüfen Sie die Segmentierung.</translation>
        </message>
        <message>
            <source>Check the AE title of the PACS, capitals included.</source>
            <translation>Prüfen Sie den AE-Titel des PACS, auch die Großschreibung.</translation>
        </message>
        <message>
            <source>Check the disk, or choose another one.</source>
            <translation>Prüfen Sie das Laufwerk, oder wählen Sie ein anderes.</translation>
        </message>
        <message>
            <source>Check the host name of the PACS.</source>
            <translation>Prüfen Sie den Rechnernamen des PACS.</translation>
        </message>
        <message>
            <source>Check the network connection or VPN.</source>
            <translation>Prüfen Sie Netzverbindung oder VPN.</translation>
        </message>
        <message>
            <source>Check the port and whether the PACS wants TLS: each must be set as the PACS administrator says.</source>
            <translation>Prüfen Sie den Port und ob das PACS TLS verlangt: beides muss sein, wie die PACS-Administration es sagt.</translation>
        </message>
        <message>
            <source>Check the port, and ask the PACS administrator whether it is running.</source>
            <translation>Prüfen Sie den Port, und fragen Sie die PACS-Administration, ob es läuft.</translation>
        </message>
        <message>
            <source>Check the segmentation and the landmarks.</source>
            <translation>Prüfen Sie Segmentierung und Messpunkte.</translation>
        </message>
        <message>
            <source>Check the segmentation of the cochlea and correct it, or place the landmarks by hand.</source>
            <translation>Prüfen und korrigieren Sie die Segmentierung der Cochlea, oder setzen Sie die Messpunkte von Hand.</translation>
        </message>
        <message>
            <source>Check the side with the patient.</source>
            <translation>Prüfen Sie die Seite am Patienten.</translation>
        </message>
        <message>
            <source>Check whether the images are mirrored or the sides exchanged.</source>
            <translation>Prüfen Sie, ob die Bilder gespiegelt oder die Seiten vertauscht sind.</translation>
        </message>
        <message>
            <source>Checking the model</source>
            <translation>Modell wird geprüft</translation>
        </message>
        <message>
            <source>Checking the model…</source>
            <translation>Modell wird geprüft…</translation>
        </message>
        <message>
            <source>Checking the scan</source>
            <translation>CT wird geprüft</translation>
        </message>
        <message>
            <source>Checking {0}</source>
            <translation>{0} wird geprüft</translation>
        </message>
        <message>
            <source>Checksum of the model</source>
            <translation>Prüfsumme des Modells</translation>
        </message>
        <message>
            <source>Cholesteatoma</source>
            <translation>Cholesteatom</translation>
        </message>
        <message>
            <source>cholesteatoma</source>
            <translation>Cholesteatom</translation>
        </message>
        <message>
            <source>Choose a code that says nothing.</source>
            <translation>Wählen Sie einen Code, der nichts verrät.</translation>
        </message>
        <message>
            <source>Choose a CT series of thin slices.</source>
            <translation>Wählen Sie eine CT-Serie dünner Schichten.</translation>
        </message>
        <message>
            <source>Choose a depth within its length.</source>
            <translation>Wählen Sie eine Tiefe innerhalb der Länge.</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>Datei wählen…</translation>
        </message>
        <message>
            <source>Choose a folder or disc…</source>
            <translation>Ordner oder CD wählen…</translation>
        </message>
        <message>
            <source>Choose a folder.</source>
            <translation>Wählen Sie einen Ordner.</translation>
        </message>
        <message>
            <source>Choose a new or an empty folder.</source>
            <translation>Wählen Sie einen neuen oder leeren Ordner.</translation>
        </message>
        <message>
            <source>Choose a scan, or the folder of one.</source>
            <translation>Wählen Sie ein CT oder dessen Ordner.</translation>
        </message>
        <message>
            <source>Choose a series</source>
            <translation>Serie wählen</translation>
        </message>
        <message>
            <source>Choose a series of complete DICOM files.</source>
            <translation>Wählen Sie eine Serie vollständiger DICOM-Dateien.</translation>
        </message>
        <message>
            <source>Choose a shorter one.</source>
            <translation>Wählen Sie einen kürzeren.</translation>
        </message>
        <message>
            <source>Choose a thicker wall or thinner pins.</source>
            <translation>Wählen Sie eine dickere Wand oder dünnere Stifte.</translation>
        </message>
        <message>
            <source>Choose a tool and draw in any slice.</source>
            <translation>Wählen Sie ein Werkzeug, und zeichnen Sie in einer Schicht.</translation>
        </message>
        <message>
            <source>Choose a tool. Everything can be undone.</source>
            <translation>Wählen Sie ein Werkzeug. Alles lässt sich rückgängig machen.</translation>
        </message>
        <message>
            <source>Choose an ear model.</source>
            <translation>Wählen Sie ein Ohrmodell.</translation>
        </message>
        <message>
            <source>Choose an own port above 1023 and have the PACS administrator enter it.</source>
            <translation>Wählen Sie einen eigenen Port über 1023, und lassen Sie ihn von der PACS-Administration eintragen.</translation>
        </message>
        <message>
            <source>Choose another disk.</source>
            <translation>Wählen Sie ein anderes Laufwerk.</translation>
        </message>
        <message>
            <source>Choose another folder or disk.</source>
            <translation>Wählen Sie einen anderen Ordner oder ein anderes Laufwerk.</translation>
        </message>
        <message>
            <source>Choose another folder, or allow overwriting.</source>
            <translation>Wählen Sie einen anderen Ordner, oder erlauben Sie das Überschreiben.</translation>
        </message>
        <message>
            <source>Choose another folder.</source>
            <translation>Wählen Sie einen anderen Ordner.</translation>
        </message>
        <message>
            <source>Choose another model file, or reinstall the program to get its own model back.</source>
            <translation>Wählen Sie eine andere Modelldatei, oder installieren Sie das Programm neu, um das eigene Modell zurückzuholen.</translation>
        </message>
        <message>
            <source>Choose another model file.</source>
            <translation>Wählen Sie eine andere Modelldatei.</translation>
        </message>
        <message>
            <source>Choose another name; parts of the ear are there.</source>
            <translation>Wählen Sie einen anderen Namen; Teile des Ohrs sind schon da.</translation>
        </message>
        <message>
            <source>Choose another one, or load it from its file again.</source>
            <translation>Wählen Sie ein anderes, oder laden Sie es erneut aus seiner Datei.</translation>
        </message>
        <message>
            <source>Choose another one.</source>
            <translation>Wählen Sie einen anderen.</translation>
        </message>
        <message>
            <source>Choose another series of the list.</source>
            <translation>Wählen Sie eine andere Serie der Liste.</translation>
        </message>
        <message>
            <source>Choose another series.</source>
            <translation>Wählen Sie eine andere Serie.</translation>
        </message>
        <message>
            <source>Choose at least one ear and one model of it, or one structure.</source>
            <translation>Wählen Sie mindestens ein Ohr und ein Modell davon oder eine Struktur.</translation>
        </message>
        <message>
            <source>Choose at least one ear, and at least one model of it.</source>
            <translation>Wählen Sie mindestens ein Ohr und mindestens ein Modell davon.</translation>
        </message>
        <message>
            <source>Choose Auto or CPU, or install a build of PyTorch for this GPU.</source>
            <translation>Wählen Sie Automatisch oder CPU, oder installieren Sie PyTorch für diese GPU.</translation>
        </message>
        <message>
            <source>Choose it in the list, or another name.</source>
            <translation>Wählen Sie es in der Liste oder einen anderen Namen.</translation>
        </message>
        <message>
            <source>Choose one of them.</source>
            <translation>Wählen Sie eines davon.</translation>
        </message>
        <message>
            <source>Choose one: the views turn to its place, and you draw across it.</source>
            <translation>Wählen Sie eine: die Ansichten gehen an die Stelle, und Sie zeichnen quer darüber.</translation>
        </message>
        <message>
            <source>Choose the CT series, or allow such images after looking at every one.</source>
            <translation>Wählen Sie die CT-Serie, oder erlauben Sie solche Bilder, nachdem Sie jedes angesehen haben.</translation>
        </message>
        <message>
            <source>Choose the disc, folder or file of the scan that this case was made of.</source>
            <translation>Wählen Sie CD, Ordner oder Datei des CTs, aus dem dieser Fall entstand.</translation>
        </message>
        <message>
            <source>Choose the folder</source>
            <translation>Ordner wählen</translation>
        </message>
        <message>
            <source>Choose the folder of a scan.</source>
            <translation>Wählen Sie den Ordner eines CTs.</translation>
        </message>
        <message>
            <source>Choose the folder or disc that holds the DICOM images.</source>
            <translation>Wählen Sie den Ordner oder die CD mit den DICOM-Bildern.</translation>
        </message>
        <message>
            <source>Chorda tympani</source>
            <translation>Chorda tympani</translation>
        </message>
        <message>
            <source>chorda tympani</source>
            <translation>Chorda tympani</translation>
        </message>
        <message>
            <source>Clean the disc and try again.</source>
            <translation>Reinigen Sie die CD, und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>Clear its labels of noise, or use larger voxels.</source>
            <translation>Befreien Sie die Labels von Rauschen, oder nehmen Sie größere Voxel.</translation>
        </message>
        <message>
            <source>Click a darker or brighter place, or widen the range.</source>
            <translation>Klicken Sie eine dunklere oder hellere Stelle an, oder erweitern Sie den Bereich.</translation>
        </message>
        <message>
            <source>Click a part in one slice, then the same part in another: the gap is filled along the CT.</source>
            <translation>Einen Teil in einer Schicht anklicken, dann denselben in einer anderen: die Lücke wird nach dem CT gefüllt.</translation>
        </message>
        <message>
            <source>Click a part: what lies beyond this slice, behind the screen, becomes the active part.</source>
            <translation>Einen Teil anklicken: was hinter dieser Schicht liegt, wird zum aktiven Teil.</translation>
        </message>
        <message>
            <source>Click a piece: it becomes the active part.</source>
            <translation>Ein Stück anklicken: es wird zum aktiven Teil.</translation>
        </message>
        <message>
            <source>Click inside the lumen: the active part grows through voxels of like density.</source>
            <translation>In das Lumen klicken: der aktive Teil wächst durch Voxel ähnlicher Dichte.</translation>
        </message>
        <message>
            <source>Click inside the picture.</source>
            <translation>Klicken Sie in das Bild.</translation>
        </message>
        <message>
            <source>Click on a coloured part.</source>
            <translation>Klicken Sie auf einen farbigen Teil.</translation>
        </message>
        <message>
            <source>Click points; Backspace takes one back, a double click or Enter ends.</source>
            <translation>Punkte anklicken; Rücktaste nimmt einen zurück, Doppelklick oder Eingabe beendet.</translation>
        </message>
        <message>
            <source>Click the end of one arm, the vertex, the end of the other arm.</source>
            <translation>Ende des einen Schenkels, Scheitel und Ende des anderen anklicken.</translation>
        </message>
        <message>
            <source>Click the part in one slice, scroll, and click the same part in another.</source>
            <translation>Klicken Sie den Teil in einer Schicht an, blättern Sie, und klicken Sie denselben in einer anderen an.</translation>
        </message>
        <message>
            <source>click to paint it</source>
            <translation>klicken, um zu malen</translation>
        </message>
        <message>
            <source>Click two points of the model to measure between them.</source>
            <translation>Zwei Punkte des Modells anklicken, um dazwischen zu messen.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Close it there and try again.</source>
            <translation>Schließen Sie sie dort, und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>Close other programs, or have a part of it exported at the scanner.{0}</source>
            <translation>Schließen Sie andere Programme, oder lassen Sie am Scanner einen Teil exportieren.{0}</translation>
        </message>
        <message>
            <source>Close other programs.</source>
            <translation>Schließen Sie andere Programme.</translation>
        </message>
        <message>
            <source>Close that program, or choose another own port and have the PACS administrator enter it.</source>
            <translation>Schließen Sie jenes Programm, oder wählen Sie einen anderen eigenen Port, und lassen Sie ihn von der PACS-Administration eintragen.</translation>
        </message>
        <message>
            <source>Close-up of the {0} ear</source>
            <translation>Nahansicht Ohr {0}</translation>
        </message>
        <message>
            <source>Cochlea</source>
            <translation>Cochlea</translation>
        </message>
        <message>
            <source>cochlea</source>
            <translation>Cochlea</translation>
        </message>
        <message>
            <source>Cochlear</source>
            <translation>Cochlea</translation>
        </message>
        <message>
            <source>Cochlear height coronal</source>
            <translation>Cochleahöhe, koronal</translation>
        </message>
        <message>
            <source>Cochlear height, coronal</source>
            <translation>Cochleahöhe, koronal</translation>
        </message>
        <message>
            <source>Cochlear nerve canal</source>
            <translation>Kanal N. cochlearis</translation>
        </message>
        <message>
            <source>Cochlear slice</source>
            <translation>Schicht der Cochleaansicht</translation>
        </message>
        <message>
            <source>Cochlear view</source>
            <translation>Cochleaansicht</translation>
        </message>
        <message>
            <source>cochlear view</source>
            <translation>Cochleaansicht</translation>
        </message>
        <message>
            <source>cochlear view, left ear</source>
            <translation>Cochleaansicht, Ohr links</translation>
        </message>
        <message>
            <source>cochlear view, right ear</source>
            <translation>Cochleaansicht, Ohr rechts</translation>
        </message>
        <message>
            <source>Cochlear views in the place of coronal and sagittal</source>
            <translation>Cochleaansichten an der Stelle von koronal und sagittal</translation>
        </message>
        <message>
            <source>Code for the patient</source>
            <translation>Code für den Patienten</translation>
        </message>
        <message>
            <source>Colour of {0}</source>
            <translation>Farbe: {0}</translation>
        </message>
        <message>
            <source>Colour {0}</source>
            <translation>Farbe ändern: {0}</translation>
        </message>
        <message>
            <source>Colours of the parts</source>
            <translation>Farben der Teile</translation>
        </message>
        <message>
            <source>Colour…</source>
            <translation>Farbe…</translation>
        </message>
        <message>
            <source>Compare with the others.</source>
            <translation>Vergleichen Sie mit den anderen.</translation>
        </message>
        <message>
            <source>Comparing the {0} ear with its labels</source>
            <translation>Ohr {0} wird mit seinen Labels verglichen</translation>
        </message>
        <message>
            <source>Connecting to the PACS</source>
            <translation>Verbindung zum PACS</translation>
        </message>
        <message>
            <source>consists of {0} separate shells instead of {1}; the smallest encloses {2} mm³</source>
            <translation>besteht aus {0=} getrennten Schalen statt {1=}; die kleinste umschließt {2=} mm³</translation>
        </message>
        <message>
            <source>constants recalled, plausibility checked</source>
            <translation>Konstanten aus der Erinnerung, auf Plausibilität geprüft</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>Kontakt</translation>
        </message>
        <message>
            <source>contact {0}</source>
            <translation>Kontakt {0=}</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Kontakte</translation>
        </message>
        <message>
            <source>contacts</source>
            <translation>Kontakte</translation>
        </message>
        <message>
            <source>Contour</source>
            <translation>Kontur</translation>
        </message>
        <message>
            <source>contour</source>
            <translation>Kontur</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Kopiert</translation>
        </message>
        <message>
            <source>Copied to the library; the disc can go back.</source>
            <translation>In die Bibliothek kopiert; die CD kann zurück.</translation>
        </message>
        <message>
            <source>Copied: opens without the disc.</source>
            <translation>Kopiert: öffnet ohne CD.</translation>
        </message>
        <message>
            <source>Copy details</source>
            <translation>Einzelheiten kopieren</translation>
        </message>
        <message>
            <source>Copy each patient under a code of its own.</source>
            <translation>Kopieren Sie jeden Patienten unter eigenem Code.</translation>
        </message>
        <message>
            <source>Copy it again from the disc.</source>
            <translation>Kopieren Sie sie neu von der CD.</translation>
        </message>
        <message>
            <source>Copy it again.</source>
            <translation>Kopieren Sie sie neu.</translation>
        </message>
        <message>
            <source>Copy the disc again.</source>
            <translation>Kopieren Sie die CD neu.</translation>
        </message>
        <message>
            <source>Copy the series again or ask for the missing images, or choose what to do with the gap.</source>
            <translation>Kopieren Sie die Serie neu, fordern Sie die fehlenden Bilder an, oder wählen Sie, was mit der Lücke geschieht.</translation>
        </message>
        <message>
            <source>Copy this examination to the library, so that the disc can go back</source>
            <translation>Diese Untersuchung in die Bibliothek kopieren, damit die CD zurückgegeben werden kann</translation>
        </message>
        <message>
            <source>Copying</source>
            <translation>Wird kopiert</translation>
        </message>
        <message>
            <source>Copying file {0} of {1}</source>
            <translation>Datei {0=} von {1=} wird kopiert</translation>
        </message>
        <message>
            <source>Copying image {0} of {1}</source>
            <translation>Bild {0=} von {1=} wird kopiert</translation>
        </message>
        <message>
            <source>Copying to the library</source>
            <translation>Wird in die Bibliothek kopiert</translation>
        </message>
        <message>
            <source>Cores for them</source>
            <translation>Kerne dafür</translation>
        </message>
        <message>
            <source>Coronal</source>
            <translation>Koronal</translation>
        </message>
        <message>
            <source>coronal</source>
            <translation>koronal</translation>
        </message>
        <message>
            <source>coronal slice</source>
            <translation>koronale Schicht</translation>
        </message>
        <message>
            <source>Correct</source>
            <translation>Korrigieren</translation>
        </message>
        <message>
            <source>Correct it or remove it.</source>
            <translation>Berichtigen oder entfernen Sie sie.</translation>
        </message>
        <message>
            <source>Coverage, %</source>
            <translation>Abdeckung, %</translation>
        </message>
        <message>
            <source>Coverage: {0}.</source>
            <translation>Abdeckung: {0}.</translation>
        </message>
        <message>
            <source>covers only {0} mm</source>
            <translation>deckt nur {0=} mm ab</translation>
        </message>
        <message>
            <source>cpu (the GPU's memory was too small)</source>
            <translation>CPU (der Speicher der GPU war zu klein)</translation>
        </message>
        <message>
            <source>CPU, 88 threads</source>
            <translation>CPU, 88 Threads</translation>
        </message>
        <message>
            <source>CPU, {0} thread</source>
            <translation>CPU, {0=} Thread</translation>
        </message>
        <message>
            <source>CPU, {0} threads</source>
            <translation>CPU, {0=} Threads</translation>
        </message>
        <message>
            <source>Crosshair</source>
            <translation>Fadenkreuz</translation>
        </message>
        <message>
            <source>Crosshair, handle, or the tool in hand</source>
            <translation>Fadenkreuz, Griff oder gewähltes Werkzeug</translation>
        </message>
        <message>
            <source>CSV: the same figures as a table</source>
            <translation>CSV: dieselben Zahlen als Tabelle</translation>
        </message>
        <message>
            <source>CT only</source>
            <translation>Nur CT</translation>
        </message>
        <message>
            <source>Ctrl + wheel</source>
            <translation>Strg + Mausrad</translation>
        </message>
        <message>
            <source>current</source>
            <translation>aktuell</translation>
        </message>
        <message>
            <source>Cut</source>
            <translation>Schnitt</translation>
        </message>
        <message>
            <source>Cut away from above</source>
            <translation>Von oben wegschneiden</translation>
        </message>
        <message>
            <source>Cut through the crosshair</source>
            <translation>Durch das Fadenkreuz schneiden</translation>
        </message>
        <message>
            <source>cuts through itself at {0} pairs of triangles{1}</source>
            <translation>durchdringt sich selbst an {0=} Dreieckspaaren{1}</translation>
        </message>
        <message>
            <source>Cutting the block</source>
            <translation>Block wird geschnitten</translation>
        </message>
        <message>
            <source>Cutting the ear into its parts</source>
            <translation>Ohr wird in seine Teile geschnitten</translation>
        </message>
        <message>
            <source>D'Arco 2017, axial</source>
            <translation>D'Arco 2017, axial</translation>
        </message>
        <message>
            <source>D'Arco 2017: normal cochlear width (multiplanar)</source>
            <translation>D'Arco 2017: normale Breite der Cochlea (multiplanar)</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <source>Darkest value in the slab (minimum intensity projection)</source>
            <translation>Dunkelster Wert in der Dicke (Minimumintensitätsprojektion)</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Datum</translation>
        </message>
        <message>
            <source>Date of the scan</source>
            <translation>Datum des CTs</translation>
        </message>
        <message>
            <source>Dates, all moved earlier by the same number of days</source>
            <translation>Daten, alle um gleich viele Tage früher</translation>
        </message>
        <message>
            <source>Definitions and sources</source>
            <translation>Definitionen und Quellen</translation>
        </message>
        <message>
            <source>Degrees</source>
            <translation>Grad</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Entf</translation>
        </message>
        <message>
            <source>described as a reformat</source>
            <translation>als Rekonstruktion beschrieben</translation>
        </message>
        <message>
            <source>described as a scan of the ear</source>
            <translation>als Aufnahme des Ohrs beschrieben</translation>
        </message>
        <message>
            <source>described as another part of the body</source>
            <translation>als anderer Körperteil beschrieben</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Beschreibung</translation>
        </message>
        <message>
            <source>diameter of a round lumen of the same cross-section: volume of a 10° piece of the canal by the way of its centroid (Pappus); median and smallest over the arc without its two ends</source>
            <translation>Durchmesser eines runden Lumens gleichen Querschnitts: Volumen eines 10°-Stücks des Bogengangs durch den Weg seines Schwerpunkts (Pappus); Median und Kleinstes über den Bogen ohne seine beiden Enden</translation>
        </message>
        <message>
            <source>Disc</source>
            <translation>CD</translation>
        </message>
        <message>
            <source>Disc or sphere</source>
            <translation>Scheibe oder Kugel</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>Verwerfen</translation>
        </message>
        <message>
            <source>Distance</source>
            <translation>Strecke</translation>
        </message>
        <message>
            <source>Distance of two points</source>
            <translation>Abstand zweier Punkte</translation>
        </message>
        <message>
            <source>Distance {0}</source>
            <translation>Strecke {0#}</translation>
        </message>
        <message>
            <source>Doe, Jane or Do*</source>
            <translation>Muster, E*</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>done</source>
            <translation>fertig</translation>
        </message>
        <message>
            <source>Done again</source>
            <translation>Wiederholt</translation>
        </message>
        <message>
            <source>Double click</source>
            <translation>Doppelklick</translation>
        </message>
        <message>
            <source>Drag across it in the {0} view, in the slice where it is seen best. Esc puts the tool away.</source>
            <translation>Ziehen Sie quer darüber in der Ansicht {0}, in der Schicht, die es am besten zeigt. Esc legt das Werkzeug weg.</translation>
        </message>
        <message>
            <source>Drag from corner to corner of its box. Esc puts the tool away.</source>
            <translation>Von Ecke zu Ecke des Rahmens ziehen. Esc legt das Werkzeug weg.</translation>
        </message>
        <message>
            <source>Drag from end to end, or click both ends. Esc puts the tool away.</source>
            <translation>Von Ende zu Ende ziehen oder beide Enden anklicken. Esc legt das Werkzeug weg.</translation>
        </message>
        <message>
            <source>Drag its points in the slice; Delete removes it.</source>
            <translation>Ziehen Sie die Punkte in der Schicht; Entf löscht es.</translation>
        </message>
        <message>
            <source>Drag the ends of A, B and H in the cochlear views, or a landmark in any slice; every figure follows.</source>
            <translation>Ziehen Sie die Enden von A, B und H in den Cochleaansichten oder einen Messpunkt in einer Schicht; jede Zahl folgt.</translation>
        </message>
        <message>
            <source>Draw a stroke of each part on the piece that they share.</source>
            <translation>Malen Sie für jeden Teil einen Strich auf das gemeinsame Stück.</translation>
        </message>
        <message>
            <source>Draw again</source>
            <translation>Neu zeichnen</translation>
        </message>
        <message>
            <source>Draw {0}{1}</source>
            <translation>Gezeichnet: {0}{1}</translation>
        </message>
        <message>
            <source>Drawing the pages</source>
            <translation>Seiten werden gezeichnet</translation>
        </message>
        <message>
            <source>Drawing the surfaces</source>
            <translation>Oberflächen werden gezeichnet</translation>
        </message>
        <message>
            <source>drawn by hand</source>
            <translation>von Hand gezeichnet</translation>
        </message>
        <message>
            <source>Drawn by hand in one slice: a length is no more certain than a voxel is long, here {0} mm.</source>
            <translation>Von Hand in einer Schicht gezeichnet: eine Länge ist nicht genauer, als ein Voxel lang ist, hier {0=} mm.</translation>
        </message>
        <message>
            <source>Drawn by hand.</source>
            <translation>Von Hand gezeichnet.</translation>
        </message>
        <message>
            <source>drawn in the {0}</source>
            <translation>gezeichnet in: {0}</translation>
        </message>
        <message>
            <source>Drawn in the {0}.</source>
            <translation>Gezeichnet in: {0}.</translation>
        </message>
        <message>
            <source>Drop a CD, a folder, a zip or a NIfTI file on the window, or try the demo. A star marks the series that suits the inner ear best.</source>
            <translation>Ziehen Sie eine CD, einen Ordner, ein Zip oder eine NIfTI-Datei auf das Fenster, oder versuchen Sie die Demo. Ein Stern zeigt die Serie, die sich für das Innenohr am besten eignet.</translation>
        </message>
        <message>
            <source>Drop a CD, a folder, a zip, a NIfTI file or a saved case here, or choose one.</source>
            <translation>CD, Ordner, Zip, NIfTI-Datei oder gespeicherten Fall hierher ziehen oder auswählen.</translation>
        </message>
        <message>
            <source>Dropped</source>
            <translation>Weggelassen:</translation>
        </message>
        <message>
            <source>Dropped {0} beside the {1} ear.</source>
            <translation>Verworfen: {0} neben dem Ohr {1}.</translation>
        </message>
        <message>
            <source>Duct length, lateral wall</source>
            <translation>Ganglänge, Außenwand</translation>
        </message>
        <message>
            <source>Duct length, {0}</source>
            <translation>Ganglänge, {0}</translation>
        </message>
        <message>
            <source>Each array fully inserted. This presents what follows from the measures; it recommends nothing.</source>
            <translation>Jeder Träger voll inseriert. Gezeigt wird, was aus den Maßen folgt; empfohlen wird nichts.</translation>
        </message>
        <message>
            <source>Each array fully inserted. This table presents what follows from the measures; it recommends nothing.</source>
            <translation>Jeder Träger ganz inseriert. Diese Tabelle zeigt, was aus den Maßen folgt; sie empfiehlt nichts.</translation>
        </message>
        <message>
            <source>Each can be told apart by colour-blind eyes.</source>
            <translation>Auch Farbenblinde unterscheiden sie.</translation>
        </message>
        <message>
            <source>Each part</source>
            <translation>Jeder Teil</translation>
        </message>
        <message>
            <source>Ear</source>
            <translation>Ohr</translation>
        </message>
        <message>
            <source>EarSeg cases (*.earseg)</source>
            <translation>EarSeg-Fälle (*.earseg)</translation>
        </message>
        <message>
            <source>EarSeg report</source>
            <translation>EarSeg-Bericht</translation>
        </message>
        <message>
            <source>Edit…</source>
            <translation>Bearbeiten…</translation>
        </message>
        <message>
            <source>Electrode arrays</source>
            <translation>Elektrodenträger</translation>
        </message>
        <message>
            <source>electrode path (insertion)</source>
            <translation>Elektrodenweg (Insertion)</translation>
        </message>
        <message>
            <source>Ellipse</source>
            <translation>Ellipse</translation>
        </message>
        <message>
            <source>Ellipse: area, and mean, spread and extremes of the Hounsfield units inside</source>
            <translation>Ellipse: Fläche sowie Mittel, Streuung und Grenzen der Hounsfield-Einheiten darin</translation>
        </message>
        <message>
            <source>Elliptic-circular</source>
            <translation>Ellipse-Kreis</translation>
        </message>
        <message>
            <source>Elliptic-circular (organ of Corti)</source>
            <translation>Ellipse-Kreis (Corti-Organ)</translation>
        </message>
        <message>
            <source>Elliptic-circular, basal turn</source>
            <translation>Ellipse-Kreis, Basalwindung</translation>
        </message>
        <message>
            <source>Elliptic-circular, basal turn (organ of Corti)</source>
            <translation>Ellipse-Kreis, Basalwindung (Corti-Organ)</translation>
        </message>
        <message>
            <source>encloses {0} mm³, its labels {1} mm³</source>
            <translation>umschließt {0=} mm³, ihre Labels {1=} mm³</translation>
        </message>
        <message>
            <source>Encrypted (TLS)</source>
            <translation>Verschlüsselt (TLS)</translation>
        </message>
        <message>
            <source>End a polyline, take its last point back</source>
            <translation>Linienzug beenden, Punkt zurück</translation>
        </message>
        <message>
            <source>End the tour</source>
            <translation>Rundgang beenden</translation>
        </message>
        <message>
            <source>Enter a name, a number or a date.</source>
            <translation>Geben Sie einen Namen, eine Nummer oder ein Datum ein.</translation>
        </message>
        <message>
            <source>Enter it in the settings of this PACS, or retrieve with C-GET.</source>
            <translation>Tragen Sie es in den Einstellungen dieses PACS ein, oder rufen Sie mit C-GET ab.</translation>
        </message>
        <message>
            <source>Enter, backspace</source>
            <translation>Eingabe, Rücktaste</translation>
        </message>
        <message>
            <source>Erase the active part. Shift + wheel changes the size.</source>
            <translation>Den aktiven Teil radieren. Umschalt + Mausrad ändert die Größe.</translation>
        </message>
        <message>
            <source>Eraser</source>
            <translation>Radierer</translation>
        </message>
        <message>
            <source>Erixon &amp; Rask-Andersen, Acta Otolaryngol 2013, doi 10.3109/00016489.2013.831475; as tabulated in PMC6617526</source>
            <translation>Erixon &amp; Rask-Andersen, Acta Otolaryngol 2013, doi 10.3109/00016489.2013.831475; wie in PMC6617526 tabelliert</translation>
        </message>
        <message>
            <source>Escude angle</source>
            <translation>Winkel nach Escudé</translation>
        </message>
        <message>
            <source>Escudé et al. 2006 (A, B); bony labyrinth mask, walls at half coverage of a voxel</source>
            <translation>Escudé et al. 2006 (A, B); Maske des knöchernen Labyrinths, Wände bei halb gefülltem Voxel</translation>
        </message>
        <message>
            <source>Escudé, basal turn</source>
            <translation>Escudé, Basalwindung</translation>
        </message>
        <message>
            <source>Escudé, two turns</source>
            <translation>Escudé, zwei Windungen</translation>
        </message>
        <message>
            <source>Everywhere</source>
            <translation>Überall</translation>
        </message>
        <message>
            <source>Examination</source>
            <translation>Untersuchung</translation>
        </message>
        <message>
            <source>Examination without a date</source>
            <translation>Untersuchung ohne Datum</translation>
        </message>
        <message>
            <source>Examinations and series</source>
            <translation>Untersuchungen und Serien</translation>
        </message>
        <message>
            <source>Exchange the two dates.</source>
            <translation>Vertauschen Sie die beiden Daten.</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Exportieren</translation>
        </message>
        <message>
            <source>Export a de-identified copy</source>
            <translation>Anonymisierte Kopie schreiben</translation>
        </message>
        <message>
            <source>Export a de-identified copy…</source>
            <translation>Anonymisierte Kopie schreiben…</translation>
        </message>
        <message>
            <source>Export stopped; nothing was written.</source>
            <translation>Export abgebrochen; nichts wurde geschrieben.</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exportieren…</translation>
        </message>
        <message>
            <source>Facial nerve</source>
            <translation>Gesichtsnerv</translation>
        </message>
        <message>
            <source>facial nerve</source>
            <translation>Gesichtsnerv</translation>
        </message>
        <message>
            <source>FDM, 0.4 mm nozzle</source>
            <translation>FDM, Düse 0.4 mm</translation>
        </message>
        <message>
            <source>fewer models at a time</source>
            <translation>weniger Modelle auf einmal</translation>
        </message>
        <message>
            <source>Field of view</source>
            <translation>Bildfeld</translation>
        </message>
        <message>
            <source>File format</source>
            <translation>Dateiformat</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Dateien</translation>
        </message>
        <message>
            <source>Files and reports keep the standard colours, so that they compare.</source>
            <translation>Dateien und Berichte behalten die Standardfarben, damit sie vergleichbar sind.</translation>
        </message>
        <message>
            <source>Fill between</source>
            <translation>Dazwischen füllen</translation>
        </message>
        <message>
            <source>Fill between slices</source>
            <translation>Zwischen Schichten füllen</translation>
        </message>
        <message>
            <source>Fill by interpolation</source>
            <translation>Durch Interpolation füllen</translation>
        </message>
        <message>
            <source>Fill holes</source>
            <translation>Löcher füllen</translation>
        </message>
        <message>
            <source>Filled</source>
            <translation>Gefüllt</translation>
        </message>
        <message>
            <source>filled</source>
            <translation>gefüllt</translation>
        </message>
        <message>
            <source>Filled {0} inside the {1} ear.</source>
            <translation>Gefüllt: {0} im Ohr {1}.</translation>
        </message>
        <message>
            <source>Filled, with contour</source>
            <translation>Gefüllt, mit Kontur</translation>
        </message>
        <message>
            <source>filled, with contour</source>
            <translation>gefüllt, mit Kontur</translation>
        </message>
        <message>
            <source>Find both ears</source>
            <translation>Beide Ohren finden</translation>
        </message>
        <message>
            <source>Finding the cochlear view</source>
            <translation>Cochleaansicht wird gesucht</translation>
        </message>
        <message>
            <source>Finding the ears</source>
            <translation>Ohren werden gesucht</translation>
        </message>
        <message>
            <source>first turn (360°)</source>
            <translation>erste Windung (360°)</translation>
        </message>
        <message>
            <source>first two turns (720°)</source>
            <translation>erste zwei Windungen (720°)</translation>
        </message>
        <message>
            <source>Fit to the printer</source>
            <translation>An den Drucker anpassen</translation>
        </message>
        <message>
            <source>Fit to the printer, × {0}</source>
            <translation>An den Drucker anpassen, × {0=}</translation>
        </message>
        <message>
            <source>floor of the basal turn to the roof of the apical turn, along the modiolar axis</source>
            <translation>Boden der Basalwindung bis zum Dach der Spitzenwindung, entlang der Modiolusachse</translation>
        </message>
        <message>
            <source>Fold the unrolled cochlea</source>
            <translation>Abgerollte Cochlea einklappen</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Folder for the surfaces</source>
            <translation>Ordner für die Oberflächen</translation>
        </message>
        <message>
            <source>Follows what the network said of each voxel, where labels were not changed by hand. Off: the labels alone.</source>
            <translation>Folgt dem, was das Netz von jedem Voxel sagte, wo Labels nicht von Hand geändert sind. Aus: die Labels allein.</translation>
        </message>
        <message>
            <source>For angles along the cochlea, volumes and prints. Files, reports and sentences keep °, mm³ and mm.</source>
            <translation>Für Winkel entlang der Cochlea, Volumina und Drucke. Dateien, Berichte und Sätze behalten °, mm³ und mm.</translation>
        </message>
        <message>
            <source>For the left hand, mirrored</source>
            <translation>Für die linke Hand, gespiegelt</translation>
        </message>
        <message>
            <source>For the right hand</source>
            <translation>Für die rechte Hand</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <source>Four views</source>
            <translation>Vier Ansichten</translation>
        </message>
        <message>
            <source>Free some space, or choose another disk.</source>
            <translation>Schaffen Sie Platz, oder wählen Sie ein anderes Laufwerk.</translation>
        </message>
        <message>
            <source>Free some space, or remove studies from the library; nothing was copied.</source>
            <translation>Schaffen Sie Platz, oder entfernen Sie Untersuchungen aus der Bibliothek; nichts wurde kopiert.</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>From above</source>
            <translation>Von oben</translation>
        </message>
        <message>
            <source>From behind</source>
            <translation>Von hinten</translation>
        </message>
        <message>
            <source>From below</source>
            <translation>Von unten</translation>
        </message>
        <message>
            <source>From the front</source>
            <translation>Von vorn</translation>
        </message>
        <message>
            <source>From the left</source>
            <translation>Von links</translation>
        </message>
        <message>
            <source>From the lowest to the highest point of the cochlea, outer edges of the basal turn, in the coronal plane. This is not H, which runs along the modiolar axis.</source>
            <translation>Vom tiefsten zum höchsten Punkt der Cochlea, Außenkanten der Basalwindung, in der koronalen Ebene. Dies ist nicht H, das entlang der Modiolusachse verläuft.</translation>
        </message>
        <message>
            <source>From the right</source>
            <translation>Von rechts</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>Vollbild</translation>
        </message>
        <message>
            <source>Gap of</source>
            <translation>Lücke von</translation>
        </message>
        <message>
            <source>Gave</source>
            <translation>Umgewidmet:</translation>
        </message>
        <message>
            <source>Gave {0} to the parts around.</source>
            <translation>Den Teilen darum zugeschlagen: {0}.</translation>
        </message>
        <message>
            <source>Give 3D the whole area, or back</source>
            <translation>3D auf die ganze Fläche, oder zurück</translation>
        </message>
        <message>
            <source>Give it in millimetres.</source>
            <translation>Geben Sie es in Millimetern an.</translation>
        </message>
        <message>
            <source>Go on to segment</source>
            <translation>Weiter zu Segmentieren</translation>
        </message>
        <message>
            <source>Go to correct</source>
            <translation>Zu Korrigieren</translation>
        </message>
        <message>
            <source>Go to export</source>
            <translation>Zu Exportieren</translation>
        </message>
        <message>
            <source>Go to load</source>
            <translation>Zu Laden</translation>
        </message>
        <message>
            <source>Go to measure</source>
            <translation>Zu Messen</translation>
        </message>
        <message>
            <source>Go to segment</source>
            <translation>Zu Segmentieren</translation>
        </message>
        <message>
            <source>good</source>
            <translation>gut</translation>
        </message>
        <message>
            <source>GPU, else CPU</source>
            <translation>GPU, sonst CPU</translation>
        </message>
        <message>
            <source>Greenwood 1990 at the contact's share of the organ of Corti's length (0.5 mm inside the lateral wall, round window to 900°)</source>
            <translation>Greenwood 1990 am Anteil des Kontakts an der Länge des Corti-Organs (0.5 mm innerhalb der Außenwand, rundes Fenster bis 900°)</translation>
        </message>
        <message>
            <source>Grey window preset</source>
            <translation>Vorgabe des Graufensters</translation>
        </message>
        <message>
            <source>Grey window: width and level in HU</source>
            <translation>Graufenster: Breite und Lage in HU</translation>
        </message>
        <message>
            <source>Grow by 0.3 mm</source>
            <translation>Um 0.3 mm wachsen</translation>
        </message>
        <message>
            <source>Grow region</source>
            <translation>Bereich wachsen</translation>
        </message>
        <message>
            <source>Grow region, {0}</source>
            <translation>Bereich wachsen, {0}</translation>
        </message>
        <message>
            <source>Growth</source>
            <translation>Wachstum</translation>
        </message>
        <message>
            <source>H of {0} mm is less than any usual cochlea's ({1} mm).</source>
            <translation>H von {0=} mm ist kleiner als bei jeder gewöhnlichen Cochlea ({1=} mm).</translation>
        </message>
        <message>
            <source>hangs over itself in {0} places where no pillar can stand; let the slicer support them</source>
            <translation>hängt an {0=} Stellen über, wo keine Säule stehen kann; lassen Sie den Slicer sie stützen</translation>
        </message>
        <message>
            <source>hangs over itself in {0} where no pillar can stand; let the slicer support it there</source>
            <translation>hängt an {0} über, wo keine Säule stehen kann; lassen Sie den Slicer dort stützen</translation>
        </message>
        <message>
            <source>has format {0}, this program reads format {1}</source>
            <translation>hat Format {0=}, dieses Programm liest Format {1=}</translation>
        </message>
        <message>
            <source>has no room for the whole label and carries only {0}</source>
            <translation>hat keinen Platz für die ganze Aufschrift und trägt nur {0=}</translation>
        </message>
        <message>
            <source>has no triangle</source>
            <translation>hat kein Dreieck</translation>
        </message>
        <message>
            <source>has points that are not numbers</source>
            <translation>hat Punkte, die keine Zahlen sind</translation>
        </message>
        <message>
            <source>has too many triangles to look for places where it cuts through itself</source>
            <translation>hat zu viele Dreiecke, um Selbstdurchdringungen zu suchen</translation>
        </message>
        <message>
            <source>has {0} triangles without area</source>
            <translation>hat {0=} Dreiecke ohne Fläche</translation>
        </message>
        <message>
            <source>Height</source>
            <translation>Höhe</translation>
        </message>
        <message>
            <source>Height slice</source>
            <translation>Schicht entlang des Modiolus</translation>
        </message>
        <message>
            <source>Hide details</source>
            <translation>Einzelheiten ausblenden</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>Kontrastreich</translation>
        </message>
        <message>
            <source>highest</source>
            <translation>größter Wert</translation>
        </message>
        <message>
            <source>Holds from the next start on.</source>
            <translation>Gilt ab dem nächsten Start.</translation>
        </message>
        <message>
            <source>Hollow</source>
            <translation>Hohl</translation>
        </message>
        <message>
            <source>Hollowing the block</source>
            <translation>Block wird ausgehöhlt</translation>
        </message>
        <message>
            <source>Host</source>
            <translation>Rechner</translation>
        </message>
        <message>
            <source>Hounsfield units of every voxel within {0} mm, not of the {1}.</source>
            <translation>Hounsfield-Einheiten aller Voxel in {0#} mm Dicke, nicht des {1=}.</translation>
        </message>
        <message>
            <source>Hounsfield units of the voxels of the slice, {0} mm thick.</source>
            <translation>Hounsfield-Einheiten der Voxel der Schicht, {0#} mm dick.</translation>
        </message>
        <message>
            <source>Hounsfield units of the voxels within the {0} mm that were seen.</source>
            <translation>Hounsfield-Einheiten der Voxel in den {0#} mm, die zu sehen waren.</translation>
        </message>
        <message>
            <source>How far from the middle of the ear bone is kept</source>
            <translation>Wie weit um die Mitte des Ohrs Knochen bleibt</translation>
        </message>
        <message>
            <source>How far simplifying may move a surface</source>
            <translation>Wie weit das Vereinfachen eine Oberfläche verschieben darf</translation>
        </message>
        <message>
            <source>How strongly the slices are tinted</source>
            <translation>Wie stark die Schichten eingefärbt sind</translation>
        </message>
        <message>
            <source>How thick the cochlear views are cut</source>
            <translation>Wie dick die Cochleaansichten geschnitten sind</translation>
        </message>
        <message>
            <source>Hz: most apical contact; {0}.</source>
            <translation>Hz: der apikalste Kontakt; {0}.</translation>
        </message>
        <message>
            <source>Images</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <source>Images that may hold the patient's name in their pixels were taken along, as you asked. Look at every one of them.</source>
            <translation>Bilder, die den Namen des Patienten in den Pixeln tragen können, wurden wie verlangt mitgenommen. Sehen Sie jedes davon an.</translation>
        </message>
        <message>
            <source>in a cochlear view the slice is the slab that was seen, of which every voxel counts, however merged</source>
            <translation>in einer Cochleaansicht ist die Schicht die gesehene Platte, von der jedes Voxel zählt, wie immer sie verrechnet wurde</translation>
        </message>
        <message>
            <source>In a view</source>
            <translation>In einer Ansicht</translation>
        </message>
        <message>
            <source>In millimetres of the patient. Where it would be more, more triangles are left.</source>
            <translation>In Millimetern des Patienten. Wo es mehr wäre, bleiben mehr Dreiecke.</translation>
        </message>
        <message>
            <source>In space, not in this slice alone</source>
            <translation>Auch in Nachbarschichten</translation>
        </message>
        <message>
            <source>In the box only</source>
            <translation>Nur im Kasten</translation>
        </message>
        <message>
            <source>In the slices, in 3D and in the list of parts.</source>
            <translation>In den Schichten, in 3D und in der Liste der Teile.</translation>
        </message>
        <message>
            <source>In the slices, in 3D and in the list of parts. Each can be told apart by colour-blind eyes.</source>
            <translation>In den Schichten, in 3D und in der Liste der Teile. Auch Farbenblinde unterscheiden sie.</translation>
        </message>
        <message>
            <source>In the {0} view.</source>
            <translation>In der Ansicht {0}.</translation>
        </message>
        <message>
            <source>inch</source>
            <translation>Zoll</translation>
        </message>
        <message>
            <source>Inner-ear report</source>
            <translation>Innenohrbericht</translation>
        </message>
        <message>
            <source>Insert its disc or open the series again, or save NRRD or NIfTI.</source>
            <translation>Legen Sie die CD ein, öffnen Sie die Serie neu, oder speichern Sie NRRD oder NIfTI.</translation>
        </message>
        <message>
            <source>Insert the disc again, or save NRRD or NIfTI.</source>
            <translation>Legen Sie die CD wieder ein, oder speichern Sie NRRD oder NIfTI.</translation>
        </message>
        <message>
            <source>Insertion depth</source>
            <translation>Insertionstiefe</translation>
        </message>
        <message>
            <source>inside the {0} ear</source>
            <translation>im Ohr {0}</translation>
        </message>
        <message>
            <source>Internal auditory canal</source>
            <translation>Innerer Gehörgang</translation>
        </message>
        <message>
            <source>internal auditory canal</source>
            <translation>innerer Gehörgang</translation>
        </message>
        <message>
            <source>Internal carotid artery</source>
            <translation>Arteria carotis interna</translation>
        </message>
        <message>
            <source>internal carotid artery</source>
            <translation>Arteria carotis interna</translation>
        </message>
        <message>
            <source>interpolated</source>
            <translation>interpoliert</translation>
        </message>
        <message>
            <source>is inside out: its triangles face inwards</source>
            <translation>ist umgestülpt: ihre Dreiecke schauen nach innen</translation>
        </message>
        <message>
            <source>Is its disk full or gone?</source>
            <translation>Ist ihr Laufwerk voll oder weg?</translation>
        </message>
        <message>
            <source>Is its disk full, or its folder read-only?</source>
            <translation>Ist ihr Laufwerk voll oder ihr Ordner schreibgeschützt?</translation>
        </message>
        <message>
            <source>is not manifold: at {0} edges triangles meet that don't fit</source>
            <translation>ist keine Mannigfaltigkeit: an {0=} Kanten treffen sich Dreiecke, die nicht passen</translation>
        </message>
        <message>
            <source>is not manifold: it touches itself in {0} points</source>
            <translation>ist keine Mannigfaltigkeit: sie berührt sich selbst in {0=} Punkten</translation>
        </message>
        <message>
            <source>is not watertight: {0} edges have a triangle on one side only</source>
            <translation>ist nicht wasserdicht: {0=} Kanten haben nur auf einer Seite ein Dreieck</translation>
        </message>
        <message>
            <source>is thinner than the {0} mm this printer makes on {1} of its skin</source>
            <translation>ist auf {1=} der Haut dünner als die {0=} mm, die dieser Drucker schafft</translation>
        </message>
        <message>
            <source>is too small to carry its label {0}: mark its side, or choose a larger scale</source>
            <translation>ist zu klein für die Aufschrift {0=}: markieren Sie die Seite, oder wählen Sie einen größeren Maßstab</translation>
        </message>
        <message>
            <source>is {0} mm from corner to corner; between {1} and {2} mm is usual</source>
            <translation>misst {0=} mm von Ecke zu Ecke; üblich sind {1=} bis {2=} mm</translation>
        </message>
        <message>
            <source>it claims to be far larger than an image can be</source>
            <translation>es gibt sich viel größer, als ein Bild sein kann</translation>
        </message>
        <message>
            <source>it is locked by a password; unpack the archive first</source>
            <translation>es ist durch ein Passwort gesperrt; entpacken Sie das Archiv zuerst</translation>
        </message>
        <message>
            <source>It is painted with the same tools as the ears and is never part of one: volumes, measures and verdict don't change. The name is written into files: never the patient's.</source>
            <translation>Sie wird mit denselben Werkzeugen gemalt wie die Ohren und gehört nie zu einem: Volumen, Maße und Urteil ändern sich nicht. Der Name steht in Dateien: nie der des Patienten.</translation>
        </message>
        <message>
            <source>It knows only the whole ear; the parts are named by the mean labyrinth.</source>
            <translation>Es kennt nur das ganze Ohr; die Teile benennt das mittlere Labyrinth.</translation>
        </message>
        <message>
            <source>It looks continuous, but what it shows was never scanned.</source>
            <translation>Es sieht durchgehend aus, doch was es zeigt, wurde nie aufgenommen.</translation>
        </message>
        <message>
            <source>It may be damaged or cut short.</source>
            <translation>Sie ist vielleicht beschädigt oder abgeschnitten.</translation>
        </message>
        <message>
            <source>It may be damaged.</source>
            <translation>Sie ist vielleicht beschädigt.</translation>
        </message>
        <message>
            <source>It may be damaged: copy it again.</source>
            <translation>Es ist vielleicht beschädigt: kopieren Sie es neu.</translation>
        </message>
        <message>
            <source>It may have been moved, or its drive is gone.</source>
            <translation>Vielleicht wurde sie verschoben, oder das Laufwerk ist weg.</translation>
        </message>
        <message>
            <source>It may have been removed in another window.</source>
            <translation>Sie wurde vielleicht in einem anderen Fenster entfernt.</translation>
        </message>
        <message>
            <source>It stays black; parts that cross it end there.</source>
            <translation>Sie bleibt schwarz; Teile, die sie kreuzen, enden dort.</translation>
        </message>
        <message>
            <source>It takes the place of the one before.</source>
            <translation>Es ersetzt das vorige.</translation>
        </message>
        <message>
            <source>It was kept on {0}.</source>
            <translation>Stand: {0=}.</translation>
        </message>
        <message>
            <source>It was opened as a copy: save it under another name.</source>
            <translation>Er wurde als Kopie geöffnet: speichern Sie ihn unter anderem Namen.</translation>
        </message>
        <message>
            <source>Its makers do not say what it was trained on.</source>
            <translation>Die Hersteller sagen nicht, woran es trainiert wurde.</translation>
        </message>
        <message>
            <source>its name points outside the archive</source>
            <translation>sein Name führt aus dem Archiv hinaus</translation>
        </message>
        <message>
            <source>JSON: the same figures for other programs</source>
            <translation>JSON: dieselben Zahlen für andere Programme</translation>
        </message>
        <message>
            <source>Jugular bulb</source>
            <translation>Bulbus venae jugularis</translation>
        </message>
        <message>
            <source>jugular bulb</source>
            <translation>Bulbus venae jugularis</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Behalten</translation>
        </message>
        <message>
            <source>Keep nevertheless</source>
            <translation>Trotzdem behalten</translation>
        </message>
        <message>
            <source>Keep the largest piece</source>
            <translation>Größtes Stück behalten</translation>
        </message>
        <message>
            <source>Keep unsaved work every</source>
            <translation>Nicht Gespeichertes sichern alle</translation>
        </message>
        <message>
            <source>Keep what I corrected</source>
            <translation>Meine Korrekturen behalten</translation>
        </message>
        <message>
            <source>Keep what touches</source>
            <translation>Behalten, was berührt</translation>
        </message>
        <message>
            <source>Keep your work</source>
            <translation>Die Arbeit behalten</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Tasten</translation>
        </message>
        <message>
            <source>Keys and mouse</source>
            <translation>Tasten und Maus</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Art</translation>
        </message>
        <message>
            <source>known truth</source>
            <translation>bekannte Wahrheit</translation>
        </message>
        <message>
            <source>Known words of anatomy and technique in descriptions</source>
            <translation>Bekannte Wörter der Anatomie und Technik in Beschreibungen</translation>
        </message>
        <message>
            <source>Koch (lateral wall)</source>
            <translation>Koch (Außenwand)</translation>
        </message>
        <message>
            <source>L mm³</source>
            <translation>L mm³</translation>
        </message>
        <message>
            <source>Label the parts. {0}</source>
            <translation>Benennen Sie die Teile. {0}</translation>
        </message>
        <message>
            <source>Labelled voxels only</source>
            <translation>Nur segmentierte Voxel</translation>
        </message>
        <message>
            <source>Labels</source>
            <translation>Labels</translation>
        </message>
        <message>
            <source>Labels (*.nii *.nii.gz *.nrrd *.mha *.dcm);;All files (*)</source>
            <translation>Labels (*.nii *.nii.gz *.nrrd *.mha *.dcm);;Alle Dateien (*)</translation>
        </message>
        <message>
            <source>Labels and measures that are not saved are lost otherwise.</source>
            <translation>Nicht gespeicherte Labels und Maße gehen sonst verloren.</translation>
        </message>
        <message>
            <source>labels other structures than this program knows</source>
            <translation>kennt andere Strukturen als dieses Programm</translation>
        </message>
        <message>
            <source>labyrinth</source>
            <translation>Labyrinth</translation>
        </message>
        <message>
            <source>Landmarks placed by hand: {0}.</source>
            <translation>Von Hand gesetzte Messpunkte: {0}.</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <source>large</source>
            <translation>groß</translation>
        </message>
        <message>
            <source>Large 3D view</source>
            <translation>Große 3D-Ansicht</translation>
        </message>
        <message>
            <source>Large axial view</source>
            <translation>Große axiale Ansicht</translation>
        </message>
        <message>
            <source>Larger brush</source>
            <translation>Größerer Pinsel</translation>
        </message>
        <message>
            <source>Lateral canal</source>
            <translation>Lateraler Bogengang</translation>
        </message>
        <message>
            <source>lateral canal</source>
            <translation>lateraler Bogengang</translation>
        </message>
        <message>
            <source>lateral wall</source>
            <translation>Außenwand</translation>
        </message>
        <message>
            <source>lateral wall to lateral wall through the modiolar axis, perpendicular to A, in the cochlear plane</source>
            <translation>Außenwand zu Außenwand durch die Modiolusachse, senkrecht zu A, in der Cochleaebene</translation>
        </message>
        <message>
            <source>Least density of bone</source>
            <translation>Geringste Dichte des Knochens</translation>
        </message>
        <message>
            <source>Leave the gap empty</source>
            <translation>Die Lücke leer lassen</translation>
        </message>
        <message>
            <source>Left</source>
            <translation>Links</translation>
        </message>
        <message>
            <source>left</source>
            <translation>links</translation>
        </message>
        <message>
            <source>left bone</source>
            <translation>Knochen links</translation>
        </message>
        <message>
            <source>Left button</source>
            <translation>Linke Taste</translation>
        </message>
        <message>
            <source>left cochlea</source>
            <translation>Cochlea links</translation>
        </message>
        <message>
            <source>Left ear</source>
            <translation>Linkes Ohr</translation>
        </message>
        <message>
            <source>left ear</source>
            <translation>linkes Ohr</translation>
        </message>
        <message>
            <source>left ear only</source>
            <translation>nur linkes Ohr</translation>
        </message>
        <message>
            <source>Left ear, parts</source>
            <translation>Linkes Ohr, Teile</translation>
        </message>
        <message>
            <source>Left ear, whole</source>
            <translation>Linkes Ohr, ganz</translation>
        </message>
        <message>
            <source>left empty</source>
            <translation>leer gelassen</translation>
        </message>
        <message>
            <source>left inner ear</source>
            <translation>linkes Innenohr</translation>
        </message>
        <message>
            <source>left lateral canal</source>
            <translation>lateraler Bogengang links</translation>
        </message>
        <message>
            <source>left posterior canal</source>
            <translation>hinterer Bogengang links</translation>
        </message>
        <message>
            <source>left superior canal</source>
            <translation>oberer Bogengang links</translation>
        </message>
        <message>
            <source>left vestibule</source>
            <translation>Vestibulum links</translation>
        </message>
        <message>
            <source>length</source>
            <translation>Länge</translation>
        </message>
        <message>
            <source>Length formulas are withheld: they were found on usual cochleae and do not hold for a malformed one</source>
            <translation>Längenformeln werden zurückgehalten: sie stammen von gewöhnlichen Cochleae und gelten nicht für eine fehlgebildete</translation>
        </message>
        <message>
            <source>Length of a polyline</source>
            <translation>Länge eines Linienzugs</translation>
        </message>
        <message>
            <source>Length, mm</source>
            <translation>Länge, mm</translation>
        </message>
        <message>
            <source>Lengths along the lateral wall and along the organ of Corti differ by 5-7 mm: compare only lengths of one path.</source>
            <translation>Längen entlang der Außenwand und entlang des Corti-Organs unterscheiden sich um 5-7 mm: vergleichen Sie nur Längen desselben Wegs.</translation>
        </message>
        <message>
            <source>Let the network label the 4 mm around the crosshair anew</source>
            <translation>Das Netz 4 mm um das Fadenkreuz neu segmentieren lassen</translation>
        </message>
        <message>
            <source>Let the network label the box around the crosshair anew (N)</source>
            <translation>Das Netz den Kasten um das Fadenkreuz neu segmentieren lassen (N)</translation>
        </message>
        <message>
            <source>Library</source>
            <translation>Bibliothek</translation>
        </message>
        <message>
            <source>lies outside</source>
            <translation>außerhalb von</translation>
        </message>
        <message>
            <source>lies within</source>
            <translation>innerhalb von</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <source>Light or dark</source>
            <translation>Hell oder dunkel</translation>
        </message>
        <message>
            <source>Light or dark (Ctrl+T)</source>
            <translation>Hell oder dunkel (Strg+T)</translation>
        </message>
        <message>
            <source>Load</source>
            <translation>Laden</translation>
        </message>
        <message>
            <source>Load a model</source>
            <translation>Modell laden</translation>
        </message>
        <message>
            <source>Load a model from a file…</source>
            <translation>Modell aus einer Datei laden…</translation>
        </message>
        <message>
            <source>Loading the model</source>
            <translation>Modell wird geladen</translation>
        </message>
        <message>
            <source>Locked in both ears</source>
            <translation>In beiden Ohren gesperrt</translation>
        </message>
        <message>
            <source>Look at the disc again.</source>
            <translation>Sehen Sie die CD neu durch.</translation>
        </message>
        <message>
            <source>Look from a direction</source>
            <translation>Blickrichtung</translation>
        </message>
        <message>
            <source>Looking at {0}</source>
            <translation>{0=} wird durchgesehen</translation>
        </message>
        <message>
            <source>Looking into it</source>
            <translation>Wird durchgesehen</translation>
        </message>
        <message>
            <source>Lower the threshold, or check that the scan is a CT in Hounsfield units.</source>
            <translation>Senken Sie die Schwelle, oder prüfen Sie, ob die Aufnahme ein CT in Hounsfield-Einheiten ist.</translation>
        </message>
        <message>
            <source>lowest</source>
            <translation>kleinster Wert</translation>
        </message>
        <message>
            <source>LPS as in DICOM; RAS for programs that expect it</source>
            <translation>LPS wie in DICOM; RAS für Programme, die es so erwarten</translation>
        </message>
        <message>
            <source>Made thick enough to print, canals of the {0} ear join that are apart in the patient</source>
            <translation>Zum Drucken verdickt, verschmelzen Gänge des Ohrs {0}, die im Patienten getrennt sind</translation>
        </message>
        <message>
            <source>Made with</source>
            <translation>Erstellt mit</translation>
        </message>
        <message>
            <source>Magnification</source>
            <translation>Vergrößerung</translation>
        </message>
        <message>
            <source>Making the demo CD</source>
            <translation>Demo-CD wird erzeugt</translation>
        </message>
        <message>
            <source>Making the model</source>
            <translation>Modell wird gebaut</translation>
        </message>
        <message>
            <source>Malleus and incus</source>
            <translation>Hammer und Amboss</translation>
        </message>
        <message>
            <source>malleus and incus</source>
            <translation>Hammer und Amboss</translation>
        </message>
        <message>
            <source>Maximise a view, and back</source>
            <translation>Ansicht groß, und zurück</translation>
        </message>
        <message>
            <source>Maximise a view, and back; end a polyline</source>
            <translation>Ansicht groß, zurück; Linienzug beenden</translation>
        </message>
        <message>
            <source>mean</source>
            <translation>Mittel</translation>
        </message>
        <message>
            <source>Mean over the slab (multiplanar reconstruction)</source>
            <translation>Mittel über die Dicke (multiplanare Rekonstruktion)</translation>
        </message>
        <message>
            <source>mean {0} ± {1} HU (SD)</source>
            <translation>Mittel {0#} ± {1#} HU (SD)</translation>
        </message>
        <message>
            <source>Mean {0} ± {1} HU (SD)</source>
            <translation>Mittel {0#} ± {1#} HU (SD)</translation>
        </message>
        <message>
            <source>Measure</source>
            <translation>Messen</translation>
        </message>
        <message>
            <source>Measure again</source>
            <translation>Neu messen</translation>
        </message>
        <message>
            <source>Measure by hand</source>
            <translation>Von Hand messen</translation>
        </message>
        <message>
            <source>Measured by hand</source>
            <translation>Von Hand gemessen</translation>
        </message>
        <message>
            <source>Measured in 3D, {0}</source>
            <translation>In 3D gemessen, {0}</translation>
        </message>
        <message>
            <source>Measures drawn by hand</source>
            <translation>Von Hand gezeichnete Maße</translation>
        </message>
        <message>
            <source>Measuring the {0} ear</source>
            <translation>Ohr {0} wird gemessen</translation>
        </message>
        <message>
            <source>Measuring the {0} ear with its walls moved</source>
            <translation>Ohr {0} wird mit verschobenen Wänden gemessen</translation>
        </message>
        <message>
            <source>Measuring walls of {0}</source>
            <translation>Wände werden gemessen: {0}</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>Menü</translation>
        </message>
        <message>
            <source>mid-scala</source>
            <translation>mittskalar</translation>
        </message>
        <message>
            <source>Middle button, drag</source>
            <translation>Mittlere Taste, ziehen</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <source>Model ready</source>
            <translation>Modell fertig</translation>
        </message>
        <message>
            <source>Model that segments</source>
            <translation>Modell, das segmentiert</translation>
        </message>
        <message>
            <source>Models (*.safetensors)</source>
            <translation>Modelle (*.safetensors)</translation>
        </message>
        <message>
            <source>Modiolar axis</source>
            <translation>Modiolusachse</translation>
        </message>
        <message>
            <source>Modiolus</source>
            <translation>Modiolus</translation>
        </message>
        <message>
            <source>modiolus</source>
            <translation>Modiolus</translation>
        </message>
        <message>
            <source>More options</source>
            <translation>Weitere Optionen</translation>
        </message>
        <message>
            <source>More than {0} match; these are {1} of them. Narrow the search.</source>
            <translation>Mehr als {0=} passen; dies sind {1=} davon. Grenzen Sie die Suche ein.</translation>
        </message>
        <message>
            <source>More: {0}</source>
            <translation>Mehr: {0}</translation>
        </message>
        <message>
            <source>Most apical contact, Hz</source>
            <translation>Apikalster Kontakt, Hz</translation>
        </message>
        <message>
            <source>Most of its parts are not as they should be.</source>
            <translation>Die meisten Teile sind nicht, wie sie sein sollten.</translation>
        </message>
        <message>
            <source>Most triangles of a surface</source>
            <translation>Höchste Zahl der Dreiecke einer Oberfläche</translation>
        </message>
        <message>
            <source>Mouse</source>
            <translation>Maus</translation>
        </message>
        <message>
            <source>Move the crosshair, or the handle under the mouse</source>
            <translation>Fadenkreuz oder den Griff unter der Maus bewegen</translation>
        </message>
        <message>
            <source>Move the landmarks apart.</source>
            <translation>Schieben Sie die Messpunkte auseinander.</translation>
        </message>
        <message>
            <source>Move {0}</source>
            <translation>Verschoben: {0}</translation>
        </message>
        <message>
            <source>Move {0} ({1})</source>
            <translation>{0} verschoben ({1})</translation>
        </message>
        <message>
            <source>Moved at most</source>
            <translation>Verschiebung höchstens</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Name and serial number of the scanner</source>
            <translation>Name und Seriennummer des Scanners</translation>
        </message>
        <message>
            <source>Name of your own…</source>
            <translation>Eigener Name…</translation>
        </message>
        <message>
            <source>Name the patient</source>
            <translation>Patient nennen</translation>
        </message>
        <message>
            <source>Name the segments {0}, and so on for the left ear, or remove the others.</source>
            <translation>Nennen Sie die Segmente {0=} und so weiter für das linke Ohr, oder entfernen Sie die anderen.</translation>
        </message>
        <message>
            <source>Name, id or date</source>
            <translation>Name, Nummer oder Datum</translation>
        </message>
        <message>
            <source>Names, numbers, dates, places, descriptions, private elements and overlays go; identifiers change. The pixels and their place in space stay as they are.</source>
            <translation>Namen, Nummern, Daten, Orte, Beschreibungen, private Elemente und Overlays gehen; Kennungen werden neu. Die Pixel und ihre Lage im Raum bleiben, wie sie sind.</translation>
        </message>
        <message>
            <source>Naming and checking the ears</source>
            <translation>Ohren werden benannt und geprüft</translation>
        </message>
        <message>
            <source>Neither shape, place nor header tell which ear this is; {0} is a guess. {1}</source>
            <translation>Weder Form noch Lage noch Kopfdaten sagen, welches Ohr das ist; {0} ist geraten. {1}</translation>
        </message>
        <message>
            <source>Neither side</source>
            <translation>Keine Seite</translation>
        </message>
        <message>
            <source>Nerve, vessel or tumour: add with +</source>
            <translation>Nerv, Gefäß oder Tumor: mit + dazu</translation>
        </message>
        <message>
            <source>Networks run on</source>
            <translation>Netze rechnen auf</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <source>next</source>
            <translation>als Nächstes</translation>
        </message>
        <message>
            <source>Next and previous slice</source>
            <translation>Nächste und vorige Schicht</translation>
        </message>
        <message>
            <source>Next structure of the list</source>
            <translation>Nächste Struktur der Liste</translation>
        </message>
        <message>
            <source>No computer is named {0} on this network.</source>
            <translation>Kein Rechner in diesem Netz heißt {0=}.</translation>
        </message>
        <message>
            <source>No cut</source>
            <translation>Kein Schnitt</translation>
        </message>
        <message>
            <source>No DICOM images were found in {0}.</source>
            <translation>In {0=} wurden keine DICOM-Bilder gefunden.</translation>
        </message>
        <message>
            <source>No DICOM series is chosen.</source>
            <translation>Keine DICOM-Serie ist gewählt.</translation>
        </message>
        <message>
            <source>No ear was found</source>
            <translation>Kein Ohr gefunden</translation>
        </message>
        <message>
            <source>No ear was found in this scan, so there is nothing to export.</source>
            <translation>In diesem CT wurde kein Ohr gefunden, also gibt es nichts zu exportieren.</translation>
        </message>
        <message>
            <source>No ear was found in this scan, so there is nothing to measure.</source>
            <translation>In diesem CT wurde kein Ohr gefunden, also gibt es nichts zu messen.</translation>
        </message>
        <message>
            <source>No folder chosen</source>
            <translation>Kein Ordner gewählt</translation>
        </message>
        <message>
            <source>No gaps between parts</source>
            <translation>Ohne Lücken zwischen Teilen</translation>
        </message>
        <message>
            <source>No GPU that the program can use was found; nothing was segmented.</source>
            <translation>Es wurde keine nutzbare GPU gefunden; nichts wurde segmentiert.</translation>
        </message>
        <message>
            <source>No inner ear was found in this scan.</source>
            <translation>In diesem CT wurde kein Innenohr gefunden.</translation>
        </message>
        <message>
            <source>No inner ear was found in this scan. The views and the export of other series are not affected; try a thinner series that shows the temporal bones.</source>
            <translation>In diesem CT wurde kein Innenohr gefunden. Ansichten und Export anderer Serien sind davon nicht berührt; versuchen Sie eine dünnere Serie, die die Felsenbeine zeigt.</translation>
        </message>
        <message>
            <source>No limit</source>
            <translation>Unbegrenzt</translation>
        </message>
        <message>
            <source>No PACS is entered yet. Add the one of your hospital; its administrator knows the details.</source>
            <translation>Noch ist kein PACS eingetragen. Fügen Sie das Ihrer Klinik hinzu; die Administration kennt die Angaben.</translation>
        </message>
        <message>
            <source>No PACS listens at {0}.</source>
            <translation>Bei {0=} antwortet kein PACS.</translation>
        </message>
        <message>
            <source>No readable DICOM images were found in {0}.</source>
            <translation>In {0=} wurden keine lesbaren DICOM-Bilder gefunden.</translation>
        </message>
        <message>
            <source>No scan is open, so there is nothing to save.</source>
            <translation>Es ist kein CT offen, also gibt es nichts zu speichern.</translation>
        </message>
        <message>
            <source>No scan is open. Open one first.</source>
            <translation>Es ist kein CT offen. Öffnen Sie zuerst eines.</translation>
        </message>
        <message>
            <source>No scan is open. Open the one that the labels belong to first.</source>
            <translation>Es ist kein CT offen. Öffnen Sie zuerst das, zu dem die Labels gehören.</translation>
        </message>
        <message>
            <source>No series here can be opened as a CT volume.</source>
            <translation>Keine Serie hier lässt sich als CT öffnen.</translation>
        </message>
        <message>
            <source>No series {0} is there.</source>
            <translation>Eine Serie {0=} gibt es dort nicht.</translation>
        </message>
        <message>
            <source>No study matches.</source>
            <translation>Keine Untersuchung passt.</translation>
        </message>
        <message>
            <source>No study yet. What you open is listed here, and can be copied so that the disc can go back.</source>
            <translation>Noch keine Untersuchung. Was Sie öffnen, steht dann hier und lässt sich kopieren, damit die CD zurückgegeben werden kann.</translation>
        </message>
        <message>
            <source>no voxel inside</source>
            <translation>kein Voxel darin</translation>
        </message>
        <message>
            <source>No voxel inside</source>
            <translation>Kein Voxel darin</translation>
        </message>
        <message>
            <source>No voxel is labelled as {0}, so it has no surface.</source>
            <translation>Kein Voxel ist {0}, also gibt es keine Oberfläche.</translation>
        </message>
        <message>
            <source>No {0} ear was found.</source>
            <translation>Kein Ohr {0} gefunden.</translation>
        </message>
        <message>
            <source>Not a medical device.</source>
            <translation>Kein Medizinprodukt.</translation>
        </message>
        <message>
            <source>Not copied: opens from {0}.</source>
            <translation>Nicht kopiert: öffnet aus {0=}.</translation>
        </message>
        <message>
            <source>not found</source>
            <translation>fehlt</translation>
        </message>
        <message>
            <source>Not opened: {0}.</source>
            <translation>Nicht geöffnet: {0}.</translation>
        </message>
        <message>
            <source>Not read in a source: {0}. Check the maker's data sheet.</source>
            <translation>Nicht in einer Quelle gelesen: {0}. Prüfen Sie das Datenblatt des Herstellers.</translation>
        </message>
        <message>
            <source>Nothing changed.</source>
            <translation>Nichts hat sich geändert.</translation>
        </message>
        <message>
            <source>Nothing grows from there: its density lies outside the range, or its part is locked.</source>
            <translation>Von dort wächst nichts: die Dichte liegt außerhalb des Bereichs, oder der Teil ist gesperrt.</translation>
        </message>
        <message>
            <source>Nothing is labelled in the ears to export.</source>
            <translation>In den zu exportierenden Ohren ist nichts segmentiert.</translation>
        </message>
        <message>
            <source>Nothing is labelled in the {0} ear.</source>
            <translation>Im Ohr {0} ist nichts segmentiert.</translation>
        </message>
        <message>
            <source>Nothing is segmented yet, so there are no labels to save.</source>
            <translation>Noch ist nichts segmentiert, also gibt es keine Labels zu speichern.</translation>
        </message>
        <message>
            <source>Nothing is segmented yet. Segment first, then correct.</source>
            <translation>Noch ist nichts segmentiert. Erst segmentieren, dann korrigieren.</translation>
        </message>
        <message>
            <source>Nothing is segmented yet. Surfaces are made of the segmented ears.</source>
            <translation>Noch ist nichts segmentiert. Oberflächen entstehen aus den segmentierten Ohren.</translation>
        </message>
        <message>
            <source>Nothing is segmented yet. The cochlea is measured in the segmented ears.</source>
            <translation>Noch ist nichts segmentiert. Die Cochlea wird in den segmentierten Ohren gemessen.</translation>
        </message>
        <message>
            <source>Nothing matches. Try less of the name, or a wider range of dates.</source>
            <translation>Nichts passt. Versuchen Sie weniger vom Namen oder einen weiteren Zeitraum.</translation>
        </message>
        <message>
            <source>Nothing of that case was kept.</source>
            <translation>Von diesem Fall blieb nichts.</translation>
        </message>
        <message>
            <source>Nothing was copied: these are screenshots or images with words in their pixels.</source>
            <translation>Nichts wurde kopiert: dies sind Bildschirmfotos oder Bilder mit Schrift in den Pixeln.</translation>
        </message>
        <message>
            <source>Nothing was segmented in this scan: the report holds only what was drawn by hand.</source>
            <translation>In diesem CT wurde nichts segmentiert: der Bericht enthält nur, was von Hand gezeichnet wurde.</translation>
        </message>
        <message>
            <source>nothing was written</source>
            <translation>nichts wurde geschrieben</translation>
        </message>
        <message>
            <source>Now click the same part in another slice.</source>
            <translation>Klicken Sie jetzt denselben Teil in einer anderen Schicht an.</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Nummer</translation>
        </message>
        <message>
            <source>number 1 is the most apical contact</source>
            <translation>Nummer 1 ist der apikalste Kontakt</translation>
        </message>
        <message>
            <source>of an unknown kind</source>
            <translation>unbekannter Art</translation>
        </message>
        <message>
            <source>of the closed surface of the part alone, its seams to other parts included: four times the mean projected area over 13 directions (Crofton's formula as in Lehmann and Legland, Insight Journal 2012)</source>
            <translation>der geschlossenen Oberfläche des Teils allein, mit den Nähten zu anderen Teilen: viermal die mittlere Projektionsfläche über 13 Richtungen (Croftons Formel nach Lehmann und Legland, Insight Journal 2012)</translation>
        </message>
        <message>
            <source>of the Hounsfield units {0}; {1}. {2}</source>
            <translation>der Hounsfield-Einheiten {0}; {1}. {2}</translation>
        </message>
        <message>
            <source>Of the order</source>
            <translation>Des Auftrags</translation>
        </message>
        <message>
            <source>of the voxels whose centre lies inside the ellipse and within half a slice of its plane, not interpolated</source>
            <translation>der Voxel, deren Mitte in der Ellipse und höchstens eine halbe Schicht von ihrer Ebene liegt, nicht interpoliert</translation>
        </message>
        <message>
            <source>On a stand</source>
            <translation>Auf Ständer</translation>
        </message>
        <message>
            <source>on the wall</source>
            <translation>auf der Wand</translation>
        </message>
        <message>
            <source>One button finds and labels both ears. Each gets a verdict with its reasons: look before you trust it.</source>
            <translation>Ein Knopf findet und segmentiert beide Ohren. Jedes bekommt ein Urteil mit Gründen: sehen Sie nach, bevor Sie vertrauen.</translation>
        </message>
        <message>
            <source>one ear at a time, or a scale of at most {0}</source>
            <translation>ein Ohr auf einmal oder einen Maßstab von höchstens {0=}</translation>
        </message>
        <message>
            <source>one place</source>
            <translation>einer Stelle</translation>
        </message>
        <message>
            <source>Only voxels of a density from</source>
            <translation>Nur Voxel der Dichte von</translation>
        </message>
        <message>
            <source>Only {0} of {1} images arrived from {2}; none was kept.</source>
            <translation>Von {2=} kamen nur {0=} von {1=} Bildern an; keines wurde behalten.</translation>
        </message>
        <message>
            <source>only {0} slices</source>
            <translation>nur {0=} Schichten</translation>
        </message>
        <message>
            <source>Opacity</source>
            <translation>Deckkraft</translation>
        </message>
        <message>
            <source>Opacity of the {0}</source>
            <translation>Deckkraft: {0}</translation>
        </message>
        <message>
            <source>Opacity of {0}</source>
            <translation>Deckkraft: {0}</translation>
        </message>
        <message>
            <source>Open a CD or folder</source>
            <translation>CD oder Ordner öffnen</translation>
        </message>
        <message>
            <source>Open a CD or folder…</source>
            <translation>CD oder Ordner öffnen…</translation>
        </message>
        <message>
            <source>Open a CT of the temporal bone</source>
            <translation>Ein CT des Felsenbeins öffnen</translation>
        </message>
        <message>
            <source>Open a disc or folder and choose a series of the list.</source>
            <translation>Öffnen Sie eine CD oder einen Ordner, und wählen Sie eine Serie der Liste.</translation>
        </message>
        <message>
            <source>Open a file</source>
            <translation>Datei öffnen</translation>
        </message>
        <message>
            <source>Open a file that EarSeg saved, ending in .earseg.</source>
            <translation>Öffnen Sie eine von EarSeg gespeicherte Datei mit der Endung .earseg.</translation>
        </message>
        <message>
            <source>Open a file…</source>
            <translation>Datei öffnen…</translation>
        </message>
        <message>
            <source>Open a scan</source>
            <translation>Ein CT öffnen</translation>
        </message>
        <message>
            <source>Open a series that holds all of it.</source>
            <translation>Öffnen Sie eine Serie, die sie ganz enthält.</translation>
        </message>
        <message>
            <source>Open and keep</source>
            <translation>Öffnen und behalten</translation>
        </message>
        <message>
            <source>Open folder</source>
            <translation>Ordner öffnen</translation>
        </message>
        <message>
            <source>Open it with that version; nothing was changed.</source>
            <translation>Öffnen Sie sie mit jener Fassung; nichts wurde geändert.</translation>
        </message>
        <message>
            <source>Open its case file or its scan.</source>
            <translation>Öffnen Sie seine Falldatei oder sein CT.</translation>
        </message>
        <message>
            <source>Open labels</source>
            <translation>Labels öffnen</translation>
        </message>
        <message>
            <source>Open labels…</source>
            <translation>Labels öffnen…</translation>
        </message>
        <message>
            <source>Open series</source>
            <translation>Serie öffnen</translation>
        </message>
        <message>
            <source>Open study</source>
            <translation>Untersuchung öffnen</translation>
        </message>
        <message>
            <source>Open the demo</source>
            <translation>Demo öffnen</translation>
        </message>
        <message>
            <source>Open the scan they were made for, or labels of this scan.</source>
            <translation>Öffnen Sie das CT, für das sie gemacht sind, oder Labels dieses CTs.</translation>
        </message>
        <message>
            <source>Open the scan, or leave bone out.</source>
            <translation>Öffnen Sie das CT, oder lassen Sie den Knochen weg.</translation>
        </message>
        <message>
            <source>Opened the labels of {0} ear(s).</source>
            <translation>Labels von {0=} Ohr(en) geöffnet.</translation>
        </message>
        <message>
            <source>Opened {0}.</source>
            <translation>{0=} geöffnet.</translation>
        </message>
        <message>
            <source>Opened.</source>
            <translation>Geöffnet.</translation>
        </message>
        <message>
            <source>Opening the case</source>
            <translation>Fall wird geöffnet</translation>
        </message>
        <message>
            <source>Orange: the ears differ by more than their ± can tell; the tip of a difference says its own.</source>
            <translation>Orange: Die Ohren unterscheiden sich um mehr, als ihr ± erklären kann; das des Unterschieds steht in dessen Hinweis.</translation>
        </message>
        <message>
            <source>organ of Corti</source>
            <translation>Corti-Organ</translation>
        </message>
        <message>
            <source>Other ear</source>
            <translation>Anderes Ohr</translation>
        </message>
        <message>
            <source>Other part</source>
            <translation>Anderer Teil</translation>
        </message>
        <message>
            <source>Other structures</source>
            <translation>Andere Strukturen</translation>
        </message>
        <message>
            <source>Other structures, each a surface of its own</source>
            <translation>Andere Strukturen, je eine eigene Oberfläche</translation>
        </message>
        <message>
            <source>Other work is still running. Wait for its end, or cancel it.</source>
            <translation>Noch läuft andere Arbeit. Warten Sie ihr Ende ab, oder brechen Sie sie ab.</translation>
        </message>
        <message>
            <source>Oval window</source>
            <translation>Ovales Fenster</translation>
        </message>
        <message>
            <source>oval window</source>
            <translation>ovales Fenster</translation>
        </message>
        <message>
            <source>Over TLS, images sent back to this computer need a certificate of its own.</source>
            <translation>Über TLS brauchen Bilder, die hierher gesendet werden, ein eigenes Zertifikat.</translation>
        </message>
        <message>
            <source>Own AE title</source>
            <translation>Eigener AE-Titel</translation>
        </message>
        <message>
            <source>Own certificate</source>
            <translation>Eigenes Zertifikat</translation>
        </message>
        <message>
            <source>Own name</source>
            <translation>Eigener Name</translation>
        </message>
        <message>
            <source>Own port, for C-MOVE</source>
            <translation>Eigener Port, für C-MOVE</translation>
        </message>
        <message>
            <source>Page up, page down</source>
            <translation>Bild auf, Bild ab</translation>
        </message>
        <message>
            <source>Page {0}</source>
            <translation>Seite {0=}</translation>
        </message>
        <message>
            <source>Paint it, or choose another part.</source>
            <translation>Malen Sie ihn, oder wählen Sie einen anderen Teil.</translation>
        </message>
        <message>
            <source>Paint the active part. Shift + wheel changes the size.</source>
            <translation>Den aktiven Teil malen. Umschalt + Mausrad ändert die Größe.</translation>
        </message>
        <message>
            <source>Paint this</source>
            <translation>Diese malen</translation>
        </message>
        <message>
            <source>Pan</source>
            <translation>Verschieben</translation>
        </message>
        <message>
            <source>Panels</source>
            <translation>Seitenleisten</translation>
        </message>
        <message>
            <source>Part</source>
            <translation>Teil</translation>
        </message>
        <message>
            <source>part of a study of the ear</source>
            <translation>Teil einer Untersuchung des Ohrs</translation>
        </message>
        <message>
            <source>Parts</source>
            <translation>Teile</translation>
        </message>
        <message>
            <source>Parts as contours, filled, or both</source>
            <translation>Teile als Kontur, gefüllt oder beides</translation>
        </message>
        <message>
            <source>Parts in the slices</source>
            <translation>Teile in den Schichten</translation>
        </message>
        <message>
            <source>Parts in the slices: {0}.</source>
            <translation>Teile in den Schichten: {0}.</translation>
        </message>
        <message>
            <source>parts of the same 17 ears: 64-115; {0} 70-100</source>
            <translation>Teile derselben 17 Ohren: 64-115; {0} 70-100</translation>
        </message>
        <message>
            <source>Parts ready</source>
            <translation>Teile fertig</translation>
        </message>
        <message>
            <source>Parts that touch in the labels share their border</source>
            <translation>Teile, die sich in den Labels berühren, haben dieselbe Grenze</translation>
        </message>
        <message>
            <source>Patient</source>
            <translation>Patient</translation>
        </message>
        <message>
            <source>Patient frame</source>
            <translation>Patientenkoordinaten</translation>
        </message>
        <message>
            <source>Patient ID</source>
            <translation>Patientennummer</translation>
        </message>
        <message>
            <source>Patient number</source>
            <translation>Nummer</translation>
        </message>
        <message>
            <source>PDF: pages with pictures, every figure with its definition and source</source>
            <translation>PDF: Seiten mit Bildern, jede Zahl mit Definition und Quelle</translation>
        </message>
        <message>
            <source>PEM with its key, if the PACS wants one</source>
            <translation>PEM mit Schlüssel, wenn das PACS eines verlangt</translation>
        </message>
        <message>
            <source>PEM; empty for those of this computer</source>
            <translation>PEM; leer für die dieses Rechners</translation>
        </message>
        <message>
            <source>perimodiolar</source>
            <translation>perimodiolär</translation>
        </message>
        <message>
            <source>pixels of {0} mm</source>
            <translation>Pixel von {0=} mm</translation>
        </message>
        <message>
            <source>Plane that parts the cast</source>
            <translation>Ebene, die die Gussform teilt</translation>
        </message>
        <message>
            <source>Planning, patient millimetres</source>
            <translation>Planung, Patientenmaße</translation>
        </message>
        <message>
            <source>Plug the drive in or connect to the network again, or choose another folder.</source>
            <translation>Stecken Sie das Laufwerk an, verbinden Sie das Netz neu, oder wählen Sie einen anderen Ordner.</translation>
        </message>
        <message>
            <source>Polyline</source>
            <translation>Linienzug</translation>
        </message>
        <message>
            <source>Polyline {0}</source>
            <translation>Linienzug {0#}</translation>
        </message>
        <message>
            <source>poor</source>
            <translation>schlecht</translation>
        </message>
        <message>
            <source>Port</source>
            <translation>Port</translation>
        </message>
        <message>
            <source>Port {0} of this computer is in use by another program.</source>
            <translation>Port {0=} dieses Rechners ist von einem anderen Programm belegt.</translation>
        </message>
        <message>
            <source>Posterior canal</source>
            <translation>Hinterer Bogengang</translation>
        </message>
        <message>
            <source>posterior canal</source>
            <translation>hinterer Bogengang</translation>
        </message>
        <message>
            <source>Posterior canal to lateral canal</source>
            <translation>Hinterer zum lateralen Bogengang</translation>
        </message>
        <message>
            <source>Preparing the images</source>
            <translation>Bilder werden vorbereitet</translation>
        </message>
        <message>
            <source>Preparing the {0} ear for the printer</source>
            <translation>Ohr {0} wird für den Drucker vorbereitet</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Vorschau</translation>
        </message>
        <message>
            <source>Print and share</source>
            <translation>Drucken und teilen</translation>
        </message>
        <message>
            <source>print the models one after another</source>
            <translation>drucken Sie die Modelle nacheinander</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>Programm</translation>
        </message>
        <message>
            <source>Purpose</source>
            <translation>Zweck</translation>
        </message>
        <message>
            <source>Put the tool away, leave a maximised view or full screen</source>
            <translation>Werkzeug, große Ansicht, Vollbild verlassen</translation>
        </message>
        <message>
            <source>Query a PACS</source>
            <translation>PACS abfragen</translation>
        </message>
        <message>
            <source>Query a PACS…</source>
            <translation>PACS abfragen…</translation>
        </message>
        <message>
            <source>Quiet</source>
            <translation>Ruhig</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <source>R and L, {0}</source>
            <translation>R und L, {0}</translation>
        </message>
        <message>
            <source>R mm³</source>
            <translation>R mm³</translation>
        </message>
        <message>
            <source>radius of the circle fitted to the centre line of the canal</source>
            <translation>Radius des Kreises, der an die Mittellinie des Bogengangs angepasst ist</translation>
        </message>
        <message>
            <source>rather thick</source>
            <translation>eher dick</translation>
        </message>
        <message>
            <source>read from a file; what made them is not known</source>
            <translation>aus einer Datei gelesen; woher sie stammen, ist nicht bekannt</translation>
        </message>
        <message>
            <source>Read it at its own resolution.</source>
            <translation>Lesen Sie sie in ihrer eigenen Auflösung.</translation>
        </message>
        <message>
            <source>Read it {0} times coarser</source>
            <translation>{0=}-mal gröber lesen</translation>
        </message>
        <message>
            <source>Read {0} times coarser</source>
            <translation>{0=}-mal gröber gelesen</translation>
        </message>
        <message>
            <source>Reading headers</source>
            <translation>Kopfdaten werden gelesen</translation>
        </message>
        <message>
            <source>Reading headers: {0} files so far</source>
            <translation>Kopfdaten werden gelesen: bisher {0=} Dateien</translation>
        </message>
        <message>
            <source>Reading slices</source>
            <translation>Schichten werden gelesen</translation>
        </message>
        <message>
            <source>Reading the headers of the series</source>
            <translation>Kopfdaten der Serie werden gelesen</translation>
        </message>
        <message>
            <source>Reading the images</source>
            <translation>Bilder werden gelesen</translation>
        </message>
        <message>
            <source>Reading {0}</source>
            <translation>{0=} wird gelesen</translation>
        </message>
        <message>
            <source>recalled, for orientation only</source>
            <translation>aus der Erinnerung, nur zur Orientierung</translation>
        </message>
        <message>
            <source>Receive into</source>
            <translation>Empfangen in</translation>
        </message>
        <message>
            <source>Recent</source>
            <translation>Zuletzt</translation>
        </message>
        <message>
            <source>Recover</source>
            <translation>Wiederherstellen</translation>
        </message>
        <message>
            <source>Recover the unsaved work on {0}{1}?</source>
            <translation>Die nicht gespeicherte Arbeit an {0=}{1=} wiederherstellen?</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>Wiederholen</translation>
        </message>
        <message>
            <source>Redo (Ctrl+Shift+Z)</source>
            <translation>Wiederholen (Strg+Umschalt+Z)</translation>
        </message>
        <message>
            <source>Redo: {0} (Ctrl+Shift+Z)</source>
            <translation>Wiederholen: {0} (Strg+Umschalt+Z)</translation>
        </message>
        <message>
            <source>Relabel a piece as {0}</source>
            <translation>Stück umbenennen → {0}</translation>
        </message>
        <message>
            <source>Relabel a side of the {0} as {1}</source>
            <translation>Seite umbenennen: {0} → {1}</translation>
        </message>
        <message>
            <source>Relabel piece</source>
            <translation>Stück umbenennen</translation>
        </message>
        <message>
            <source>Relabel side</source>
            <translation>Seite umbenennen</translation>
        </message>
        <message>
            <source>Remarks</source>
            <translation>Bemerkungen</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Remove Cochlear height, coronal</source>
            <translation>Gelöscht: Cochleahöhe, koronal</translation>
        </message>
        <message>
            <source>Remove Cochlear nerve canal</source>
            <translation>Gelöscht: Kanal N. cochlearis</translation>
        </message>
        <message>
            <source>Remove from the library</source>
            <translation>Aus der Bibliothek entfernen</translation>
        </message>
        <message>
            <source>Remove Internal auditory canal</source>
            <translation>Gelöscht: Innerer Gehörgang</translation>
        </message>
        <message>
            <source>Remove one that is no longer needed.</source>
            <translation>Entfernen Sie eine, die nicht mehr gebraucht wird.</translation>
        </message>
        <message>
            <source>Remove small pieces</source>
            <translation>Kleine Stücke entfernen</translation>
        </message>
        <message>
            <source>Remove the chosen measure</source>
            <translation>Gewähltes Maß löschen</translation>
        </message>
        <message>
            <source>Remove Vestibular aqueduct, midpoint</source>
            <translation>Gelöscht: Aquaeductus vestibuli, Mitte</translation>
        </message>
        <message>
            <source>Remove Vestibular aqueduct, operculum</source>
            <translation>Gelöscht: Aquaeductus vestibuli, Operculum</translation>
        </message>
        <message>
            <source>Remove {0}</source>
            <translation>Entfernen: {0}</translation>
        </message>
        <message>
            <source>Remove {0} from the list? The disc is not touched.</source>
            <translation>{0} aus der Liste entfernen? Die CD bleibt, wie sie ist.</translation>
        </message>
        <message>
            <source>Remove {0}?</source>
            <translation>Entfernen: {0}?</translation>
        </message>
        <message>
            <source>Remove {0}? The copy of {1} is deleted; the disc is not touched.</source>
            <translation>{0} entfernen? Die Kopie von {1} wird gelöscht; die CD bleibt, wie sie ist.</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>Umbenennen</translation>
        </message>
        <message>
            <source>Rename {0}</source>
            <translation>Umbenannt: {0}</translation>
        </message>
        <message>
            <source>Rename {0} to {1}</source>
            <translation>Umbenennen: {0} in {1}</translation>
        </message>
        <message>
            <source>Rename…</source>
            <translation>Umbenennen…</translation>
        </message>
        <message>
            <source>Repair</source>
            <translation>Reparieren</translation>
        </message>
        <message>
            <source>Replace</source>
            <translation>Ersetzen</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>Bericht</translation>
        </message>
        <message>
            <source>Report…</source>
            <translation>Bericht…</translation>
        </message>
        <message>
            <source>Resample it to a right-angled grid first.</source>
            <translation>Bringen Sie es zuerst auf ein rechtwinkliges Gitter.</translation>
        </message>
        <message>
            <source>Research use only, not a medical device</source>
            <translation>Nur für die Forschung, kein Medizinprodukt</translation>
        </message>
        <message>
            <source>Research use only, not a medical device.</source>
            <translation>Nur für die Forschung, kein Medizinprodukt.</translation>
        </message>
        <message>
            <source>Retrieve and open</source>
            <translation>Abrufen und öffnen</translation>
        </message>
        <message>
            <source>Retrieve with</source>
            <translation>Abrufen mit</translation>
        </message>
        <message>
            <source>retrieve with C-GET</source>
            <translation>mit C-GET abrufen</translation>
        </message>
        <message>
            <source>Retrieving</source>
            <translation>Wird abgerufen</translation>
        </message>
        <message>
            <source>Right</source>
            <translation>Rechts</translation>
        </message>
        <message>
            <source>right</source>
            <translation>rechts</translation>
        </message>
        <message>
            <source>Right beside left</source>
            <translation>Rechts neben links</translation>
        </message>
        <message>
            <source>right bone</source>
            <translation>Knochen rechts</translation>
        </message>
        <message>
            <source>Right button, drag</source>
            <translation>Rechte Taste, ziehen</translation>
        </message>
        <message>
            <source>right cochlea</source>
            <translation>Cochlea rechts</translation>
        </message>
        <message>
            <source>Right ear</source>
            <translation>Rechtes Ohr</translation>
        </message>
        <message>
            <source>right ear</source>
            <translation>rechtes Ohr</translation>
        </message>
        <message>
            <source>right ear only</source>
            <translation>nur rechtes Ohr</translation>
        </message>
        <message>
            <source>Right ear, parts</source>
            <translation>Rechtes Ohr, Teile</translation>
        </message>
        <message>
            <source>Right ear, whole</source>
            <translation>Rechtes Ohr, ganz</translation>
        </message>
        <message>
            <source>Right ear: 1 to 5, left ear: 11 to 15, nothing: 0.</source>
            <translation>Rechtes Ohr: 1 bis 5, linkes Ohr: 11 bis 15, nichts: 0.</translation>
        </message>
        <message>
            <source>Right ears</source>
            <translation>Rechte Ohren</translation>
        </message>
        <message>
            <source>right inner ear</source>
            <translation>rechtes Innenohr</translation>
        </message>
        <message>
            <source>right lateral canal</source>
            <translation>lateraler Bogengang rechts</translation>
        </message>
        <message>
            <source>Right less left</source>
            <translation>Rechts minus links</translation>
        </message>
        <message>
            <source>right less left; beyond uncertainty where it exceeds the root of the sum of squares of both ears' ±</source>
            <translation>rechts minus links; jenseits der Unsicherheit, wo es die Wurzel der Quadratsumme der ± beider Ohren übersteigt</translation>
        </message>
        <message>
            <source>right posterior canal</source>
            <translation>hinterer Bogengang rechts</translation>
        </message>
        <message>
            <source>right superior canal</source>
            <translation>oberer Bogengang rechts</translation>
        </message>
        <message>
            <source>right vestibule</source>
            <translation>Vestibulum rechts</translation>
        </message>
        <message>
            <source>right {0}, left {1}</source>
            <translation>rechts {0=}, links {1=}</translation>
        </message>
        <message>
            <source>root mean square distance of the centre line from its plane</source>
            <translation>mittlerer quadratischer Abstand der Mittellinie von ihrer Ebene</translation>
        </message>
        <message>
            <source>Round window</source>
            <translation>Rundes Fenster</translation>
        </message>
        <message>
            <source>round window</source>
            <translation>rundes Fenster</translation>
        </message>
        <message>
            <source>Round window niche</source>
            <translation>Rundfensternische</translation>
        </message>
        <message>
            <source>round window niche</source>
            <translation>Rundfensternische</translation>
        </message>
        <message>
            <source>round window to 900°</source>
            <translation>rundes Fenster bis 900°</translation>
        </message>
        <message>
            <source>round window to helicotrema</source>
            <translation>rundes Fenster bis Helicotrema</translation>
        </message>
        <message>
            <source>round window to {0}°</source>
            <translation>rundes Fenster bis {0=}°</translation>
        </message>
        <message>
            <source>Runs on</source>
            <translation>Rechnet auf</translation>
        </message>
        <message>
            <source>Sagittal</source>
            <translation>Sagittal</translation>
        </message>
        <message>
            <source>sagittal slice</source>
            <translation>sagittale Schicht</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <source>Save a single three-dimensional volume.</source>
            <translation>Speichern Sie ein einzelnes dreidimensionales Volumen.</translation>
        </message>
        <message>
            <source>Save labels</source>
            <translation>Labels speichern</translation>
        </message>
        <message>
            <source>Save labels…</source>
            <translation>Labels speichern…</translation>
        </message>
        <message>
            <source>Save the case</source>
            <translation>Fall speichern</translation>
        </message>
        <message>
            <source>Save the case as…</source>
            <translation>Fall speichern unter…</translation>
        </message>
        <message>
            <source>Save the case under another name.</source>
            <translation>Speichern Sie den Fall unter anderem Namen.</translation>
        </message>
        <message>
            <source>Save the case with Ctrl+S; a dot in the title means unsaved work. It is also kept every few seconds, so that a crash costs seconds. The menu holds every action with its key, and this tour. Research use only.</source>
            <translation>Strg+S speichert den Fall; ein Punkt im Titel heißt: nicht gespeichert. Die Arbeit wird alle paar Sekunden gesichert, ein Absturz kostet also Sekunden. Im Menü stehen jede Funktion mit ihrer Taste und dieser Rundgang. Nur für die Forschung.</translation>
        </message>
        <message>
            <source>Save the work on {0}?</source>
            <translation>Die Arbeit an {0=} speichern?</translation>
        </message>
        <message>
            <source>Save them as a label map of one value a voxel.</source>
            <translation>Speichern Sie sie als Labeldatei mit einem Wert je Voxel.</translation>
        </message>
        <message>
            <source>Save with the scan included…</source>
            <translation>Mit dem CT speichern…</translation>
        </message>
        <message>
            <source>Saved</source>
            <translation>Gespeichert</translation>
        </message>
        <message>
            <source>Saved in {0}.</source>
            <translation>Gespeichert in {0=}.</translation>
        </message>
        <message>
            <source>Saved the labels in {0}.</source>
            <translation>Labels gespeichert in {0=}.</translation>
        </message>
        <message>
            <source>Saved the labels in {0}. It holds codes alone: names that you gave to structures are not in it.</source>
            <translation>Labels gespeichert in {0=}. Die Datei hält nur Codes: Namen, die Sie Strukturen gaben, stehen nicht darin.</translation>
        </message>
        <message>
            <source>Saving the case</source>
            <translation>Fall wird gespeichert</translation>
        </message>
        <message>
            <source>Saving the scan</source>
            <translation>CT wird gespeichert</translation>
        </message>
        <message>
            <source>Scan</source>
            <translation>CT</translation>
        </message>
        <message>
            <source>scan</source>
            <translation>CT</translation>
        </message>
        <message>
            <source>Schurzig et al. 2018 (elliptic-circular approximation); constants recalled, plausibility checked</source>
            <translation>Schurzig et al. 2018 (elliptisch-kreisförmige Näherung); Konstanten aus dem Gedächtnis, auf Plausibilität geprüft</translation>
        </message>
        <message>
            <source>Scroll through the slices</source>
            <translation>Durch die Schichten blättern</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Suchen</translation>
        </message>
        <message>
            <source>Search the library</source>
            <translation>Bibliothek durchsuchen</translation>
        </message>
        <message>
            <source>Searching</source>
            <translation>Suche läuft</translation>
        </message>
        <message>
            <source>Segment</source>
            <translation>Segmentieren</translation>
        </message>
        <message>
            <source>Segment a scan with an inner ear first.</source>
            <translation>Segmentieren Sie zuerst ein CT mit einem Innenohr.</translation>
        </message>
        <message>
            <source>Segment again</source>
            <translation>Neu segmentieren</translation>
        </message>
        <message>
            <source>Segment again here</source>
            <translation>Hier neu segmentiert</translation>
        </message>
        <message>
            <source>Segment both ears</source>
            <translation>Beide Ohren segmentieren</translation>
        </message>
        <message>
            <source>Segment first: then structures can be painted beside the ears.</source>
            <translation>Segmentieren Sie zuerst: Dann lassen sich neben den Ohren Strukturen malen.</translation>
        </message>
        <message>
            <source>Segment here</source>
            <translation>Hier segmentieren</translation>
        </message>
        <message>
            <source>Segment it first, or leave it out.</source>
            <translation>Segmentieren Sie es zuerst, oder lassen Sie es weg.</translation>
        </message>
        <message>
            <source>Segment it first.</source>
            <translation>Segmentieren Sie es zuerst.</translation>
        </message>
        <message>
            <source>Segment or paint it first.</source>
            <translation>Segmentieren oder malen Sie es zuerst.</translation>
        </message>
        <message>
            <source>Segment the box</source>
            <translation>Kasten segmentieren</translation>
        </message>
        <message>
            <source>Segment the ear, or paint its cochlea.</source>
            <translation>Segmentieren Sie das Ohr, oder malen Sie seine Cochlea.</translation>
        </message>
        <message>
            <source>Segment the ears first.</source>
            <translation>Segmentieren Sie zuerst die Ohren.</translation>
        </message>
        <message>
            <source>Segmentation</source>
            <translation>Segmentierung</translation>
        </message>
        <message>
            <source>Segmentation stopped; nothing was changed.</source>
            <translation>Segmentierung abgebrochen; nichts wurde geändert.</translation>
        </message>
        <message>
            <source>Segmenting the ear</source>
            <translation>Ohr wird segmentiert</translation>
        </message>
        <message>
            <source>Segmenting the {0} ear</source>
            <translation>Ohr {0} wird segmentiert</translation>
        </message>
        <message>
            <source>Segments both inner ears in a CT of the temporal bone, measures the cochlea and writes surfaces that print. Everything happens on this computer; nothing is sent anywhere.</source>
            <translation>Segmentiert beide Innenohren in einem CT des Felsenbeins, misst die Cochlea und schreibt druckbare Oberflächen. Alles geschieht auf diesem Rechner; nichts wird gesendet.</translation>
        </message>
        <message>
            <source>Semicircular canals</source>
            <translation>Bogengänge</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Senden</translation>
        </message>
        <message>
            <source>send the images</source>
            <translation>die Bilder senden</translation>
        </message>
        <message>
            <source>Send the series again.</source>
            <translation>Senden Sie die Serie neu.</translation>
        </message>
        <message>
            <source>Send to a PACS</source>
            <translation>An ein PACS senden</translation>
        </message>
        <message>
            <source>Send to a PACS…</source>
            <translation>An ein PACS senden…</translation>
        </message>
        <message>
            <source>Sending</source>
            <translation>Wird gesendet</translation>
        </message>
        <message>
            <source>Series</source>
            <translation>Serien</translation>
        </message>
        <message>
            <source>Series to send</source>
            <translation>Zu sendende Serien</translation>
        </message>
        <message>
            <source>Series without a description</source>
            <translation>Serie ohne Beschreibung</translation>
        </message>
        <message>
            <source>Series {0}</source>
            <translation>Serie {0=}</translation>
        </message>
        <message>
            <source>Set by hand</source>
            <translation>Von Hand gesetzt</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>Settings of a PACS</source>
            <translation>Einstellungen eines PACS</translation>
        </message>
        <message>
            <source>Settings…</source>
            <translation>Einstellungen…</translation>
        </message>
        <message>
            <source>Sex, age (90 at most), size and weight</source>
            <translation>Geschlecht, Alter (höchstens 90), Größe und Gewicht</translation>
        </message>
        <message>
            <source>Share</source>
            <translation>Teilen</translation>
        </message>
        <message>
            <source>share of the organ of Corti's length, from the round window to 900°, that lies before the tip's angle</source>
            <translation>Anteil der Länge des Corti-Organs vom runden Fenster bis 900°, der vor dem Winkel der Spitze liegt</translation>
        </message>
        <message>
            <source>Share out</source>
            <translation>Aufteilen</translation>
        </message>
        <message>
            <source>Share the piece under the strokes out between their parts</source>
            <translation>Das Stück unter den Strichen auf ihre Teile aufteilen</translation>
        </message>
        <message>
            <source>Shift + wheel</source>
            <translation>Umschalt + Mausrad</translation>
        </message>
        <message>
            <source>Shorten it.</source>
            <translation>Kürzen Sie ihn.</translation>
        </message>
        <message>
            <source>Shorten the case code.</source>
            <translation>Kürzen Sie den Fallcode.</translation>
        </message>
        <message>
            <source>Show bone</source>
            <translation>Knochen zeigen</translation>
        </message>
        <message>
            <source>Show details</source>
            <translation>Einzelheiten zeigen</translation>
        </message>
        <message>
            <source>Show everything</source>
            <translation>Alles zeigen</translation>
        </message>
        <message>
            <source>Show no array</source>
            <translation>Keinen Träger zeigen</translation>
        </message>
        <message>
            <source>Show or hide the side panels</source>
            <translation>Seitenleisten ein- oder ausblenden</translation>
        </message>
        <message>
            <source>Show or hide the side panels (F9)</source>
            <translation>Seitenleisten ein- oder ausblenden (F9)</translation>
        </message>
        <message>
            <source>Show or hide the {0} ({1})</source>
            <translation>{0} ({1}) ein- oder ausblenden</translation>
        </message>
        <message>
            <source>Show or hide the {0} ear</source>
            <translation>Ohr {0} ein- oder ausblenden</translation>
        </message>
        <message>
            <source>Show or hide {0}</source>
            <translation>Ein- oder ausblenden: {0}</translation>
        </message>
        <message>
            <source>Show the unrolled cochlea</source>
            <translation>Abgerollte Cochlea zeigen</translation>
        </message>
        <message>
            <source>Show the whole picture</source>
            <translation>Das ganze Bild zeigen</translation>
        </message>
        <message>
            <source>Show the whole picture in every view</source>
            <translation>In jeder Ansicht das ganze Bild zeigen</translation>
        </message>
        <message>
            <source>Show the {0} ear in the views</source>
            <translation>Ohr {0} in den Ansichten zeigen</translation>
        </message>
        <message>
            <source>Shrink by 0.3 mm</source>
            <translation>Um 0.3 mm schrumpfen</translation>
        </message>
        <message>
            <source>Side</source>
            <translation>Seite</translation>
        </message>
        <message>
            <source>Sigmoid sinus</source>
            <translation>Sinus sigmoideus</translation>
        </message>
        <message>
            <source>sigmoid sinus</source>
            <translation>Sinus sigmoideus</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Size of the box around the crosshair</source>
            <translation>Größe des Kastens um das Fadenkreuz</translation>
        </message>
        <message>
            <source>Size of the brush</source>
            <translation>Pinselgröße</translation>
        </message>
        <message>
            <source>Sizes of prints</source>
            <translation>Maße von Drucken</translation>
        </message>
        <message>
            <source>SLA, resin</source>
            <translation>SLA, Harz</translation>
        </message>
        <message>
            <source>Slab thickness</source>
            <translation>Schichtdicke</translation>
        </message>
        <message>
            <source>Slices</source>
            <translation>Schichten</translation>
        </message>
        <message>
            <source>Slices are missing ({0}): the gap {1}.</source>
            <translation>Schichten fehlen ({0}): die Lücke {1}.</translation>
        </message>
        <message>
            <source>Slices are missing: {0}; elsewhere they lie {1} mm apart.</source>
            <translation>Schichten fehlen: {0}; sonst liegen sie {1=} mm auseinander.</translation>
        </message>
        <message>
            <source>slices every {0} mm</source>
            <translation>Schichten alle {0=} mm</translation>
        </message>
        <message>
            <source>SLS, nylon powder</source>
            <translation>SLS, Nylonpulver</translation>
        </message>
        <message>
            <source>small</source>
            <translation>klein</translation>
        </message>
        <message>
            <source>Smaller brush</source>
            <translation>Kleinerer Pinsel</translation>
        </message>
        <message>
            <source>Smooth</source>
            <translation>Glätten</translation>
        </message>
        <message>
            <source>Smooth or correct the labels of this part, then export again.</source>
            <translation>Glätten oder korrigieren Sie die Labels dieses Teils, dann exportieren Sie erneut.</translation>
        </message>
        <message>
            <source>Smooth or correct the labels of this part, then try again.</source>
            <translation>Glätten oder korrigieren Sie die Labels dieses Teils, dann versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>soft kernel ({0})</source>
            <translation>Weichteilkern ({0=})</translation>
        </message>
        <message>
            <source>Soft tissue</source>
            <translation>Weichteile</translation>
        </message>
        <message>
            <source>Something went wrong that the program did not expect.</source>
            <translation>Es ist etwas geschehen, womit das Programm nicht gerechnet hat.</translation>
        </message>
        <message>
            <source>Spacing</source>
            <translation>Abstände</translation>
        </message>
        <message>
            <source>spacing</source>
            <translation>Abstand</translation>
        </message>
        <message>
            <source>Spiral ganglion</source>
            <translation>Spiralganglion</translation>
        </message>
        <message>
            <source>Split</source>
            <translation>Teilen</translation>
        </message>
        <message>
            <source>Split by strokes</source>
            <translation>Nach Strichen geteilt</translation>
        </message>
        <message>
            <source>Stakhovskaya 2007 at the contact's angle; none beyond 720°</source>
            <translation>Stakhovskaya 2007 am Winkel des Kontakts; jenseits von 720° keine</translation>
        </message>
        <message>
            <source>Stakhovskaya 2007, spiral ganglion, monotone cubic interpolation of log frequency</source>
            <translation>Stakhovskaya 2007, Spiralganglion, monotone kubische Interpolation der logarithmierten Frequenz</translation>
        </message>
        <message>
            <source>Standard</source>
            <translation>Standard</translation>
        </message>
        <message>
            <source>standard deviation of the sample (n − 1)</source>
            <translation>Standardabweichung der Stichprobe (n − 1)</translation>
        </message>
        <message>
            <source>Stapes</source>
            <translation>Steigbügel</translation>
        </message>
        <message>
            <source>stapes</source>
            <translation>Steigbügel</translation>
        </message>
        <message>
            <source>Start the program again, or run `earseg library repair`: it is made anew from the copied studies.</source>
            <translation>Starten Sie das Programm neu, oder rufen Sie `earseg library repair` auf: es wird aus den kopierten Untersuchungen neu erzeugt.</translation>
        </message>
        <message>
            <source>Starting</source>
            <translation>Beginnt</translation>
        </message>
        <message>
            <source>stays solid: walls of {0} mm nowhere leave room for a hole of {1} mm</source>
            <translation>bleibt massiv: Wände von {0=} mm lassen nirgends Platz für ein Loch von {1=} mm</translation>
        </message>
        <message>
            <source>Step {0}, {1}</source>
            <translation>Schritt {0=}, {1}</translation>
        </message>
        <message>
            <source>Steps</source>
            <translation>Schritte</translation>
        </message>
        <message>
            <source>STL as text</source>
            <translation>STL als Text</translation>
        </message>
        <message>
            <source>Stopped; nothing half-received was kept.</source>
            <translation>Abgebrochen; nichts halb Empfangenes blieb.</translation>
        </message>
        <message>
            <source>Stopped; nothing was changed.</source>
            <translation>Abgebrochen; nichts wurde geändert.</translation>
        </message>
        <message>
            <source>Stopped; nothing was written.</source>
            <translation>Abgebrochen; nichts wurde geschrieben.</translation>
        </message>
        <message>
            <source>Stopped; what was open stays open.</source>
            <translation>Abgebrochen; was offen war, bleibt offen.</translation>
        </message>
        <message>
            <source>store an image</source>
            <translation>ein Bild speichern</translation>
        </message>
        <message>
            <source>straight line between the two points</source>
            <translation>gerade Linie zwischen den beiden Punkten</translation>
        </message>
        <message>
            <source>Stroke each part, changing the active part between strokes, then share out.</source>
            <translation>In jeden Teil einen Strich malen, dazwischen den aktiven Teil wechseln, dann aufteilen.</translation>
        </message>
        <message>
            <source>Structure</source>
            <translation>Struktur</translation>
        </message>
        <message>
            <source>Structures beside them: {0}.</source>
            <translation>Strukturen daneben: {0=}.</translation>
        </message>
        <message>
            <source>Studies</source>
            <translation>Untersuchungen</translation>
        </message>
        <message>
            <source>Subtract</source>
            <translation>Abziehen</translation>
        </message>
        <message>
            <source>Such as: cyst of the petrous apex</source>
            <translation>Etwa: Zyste der Felsenbeinspitze</translation>
        </message>
        <message>
            <source>Suits the inner ear best</source>
            <translation>Für das Innenohr am besten geeignet</translation>
        </message>
        <message>
            <source>Suits the inner ear best:</source>
            <translation>Für das Innenohr am besten geeignet:</translation>
        </message>
        <message>
            <source>sum of steps 0.5 mm inside the measured lateral wall</source>
            <translation>Summe der Schritte 0.5 mm innerhalb der gemessenen Außenwand</translation>
        </message>
        <message>
            <source>sum of steps along the wall of the mask at mid-height of the lumen</source>
            <translation>Summe der Schritte entlang der Wand der Maske in halber Höhe des Lumens</translation>
        </message>
        <message>
            <source>sum of steps half a lumen's width inside the measured lateral wall; the width is the mean one of 17 ears, scaled by A, and assumed above 270°</source>
            <translation>Summe der Schritte eine halbe Lumenbreite innerhalb der gemessenen Außenwand; die Breite ist die mittlere von 17 Ohren, mit A skaliert, und über 270° angenommen</translation>
        </message>
        <message>
            <source>sum of the straight lines from point to point</source>
            <translation>Summe der geraden Linien von Punkt zu Punkt</translation>
        </message>
        <message>
            <source>Superior canal</source>
            <translation>Oberer Bogengang</translation>
        </message>
        <message>
            <source>superior canal</source>
            <translation>oberer Bogengang</translation>
        </message>
        <message>
            <source>Superior canal to lateral canal</source>
            <translation>Oberer zum lateralen Bogengang</translation>
        </message>
        <message>
            <source>Superior canal to posterior canal</source>
            <translation>Oberer zum hinteren Bogengang</translation>
        </message>
        <message>
            <source>Surface of the left inner ear</source>
            <translation>Oberfläche des linken Innenohrs</translation>
        </message>
        <message>
            <source>Surface of the right inner ear</source>
            <translation>Oberfläche des rechten Innenohrs</translation>
        </message>
        <message>
            <source>Surface of the {0}</source>
            <translation>Oberfläche: {0}</translation>
        </message>
        <message>
            <source>Surface of the {0} ear</source>
            <translation>Oberfläche des Ohrs {0}</translation>
        </message>
        <message>
            <source>Surface of {0}</source>
            <translation>Oberfläche: {0}</translation>
        </message>
        <message>
            <source>Surfaces</source>
            <translation>Oberflächen</translation>
        </message>
        <message>
            <source>Surfaces between voxels</source>
            <translation>Oberflächen zwischen Voxeln</translation>
        </message>
        <message>
            <source>Surfaces in patient millimetres, checked before they are written. Labels go out through the menu.</source>
            <translation>Oberflächen in Millimetern des Patienten, vor dem Schreiben geprüft. Labels gehen über das Menü hinaus.</translation>
        </message>
        <message>
            <source>Surfaces of the {0} ear</source>
            <translation>Oberflächen, Ohr {0}</translation>
        </message>
        <message>
            <source>Surfaces pass between voxels where the network says so.</source>
            <translation>Oberflächen laufen zwischen Voxeln hindurch, wo das Netz es sagt.</translation>
        </message>
        <message>
            <source>Surfaces ready</source>
            <translation>Oberflächen fertig</translation>
        </message>
        <message>
            <source>Take back what was moved ({0})</source>
            <translation>Verschobenes zurückgenommen ({0})</translation>
        </message>
        <message>
            <source>Take out of the queue</source>
            <translation>Aus der Reihe nehmen</translation>
        </message>
        <message>
            <source>Take the files that were written beside them.</source>
            <translation>Nehmen Sie die Dateien, die daneben geschrieben wurden.</translation>
        </message>
        <message>
            <source>Temporal bone</source>
            <translation>Felsenbein</translation>
        </message>
        <message>
            <source>Ten slices on or back</source>
            <translation>Zehn Schichten vor oder zurück</translation>
        </message>
        <message>
            <source>Test connection</source>
            <translation>Verbindung testen</translation>
        </message>
        <message>
            <source>test the connection</source>
            <translation>die Verbindung testen</translation>
        </message>
        <message>
            <source>The apex and the base of the modiolus lie at the same place.</source>
            <translation>Spitze und Basis des Modiolus liegen an derselben Stelle.</translation>
        </message>
        <message>
            <source>The archive {0} cannot be opened.</source>
            <translation>Das Archiv {0=} lässt sich nicht öffnen.</translation>
        </message>
        <message>
            <source>The array is {0} mm longer than its line through this cochlea to 900°.</source>
            <translation>Der Träger ist {0=} mm länger als seine Linie durch diese Cochlea bis 900°.</translation>
        </message>
        <message>
            <source>The axes of {0} are not at right angles.</source>
            <translation>Die Achsen von {0=} stehen nicht im rechten Winkel.</translation>
        </message>
        <message>
            <source>The bone round the ear, from the CT; how far and how dense: More options</source>
            <translation>Der Knochen um das Ohr, aus dem CT; wie weit und wie dicht: Weitere Optionen</translation>
        </message>
        <message>
            <source>The bone within 20 mm of the ear, from the CT at 700 HU</source>
            <translation>Der Knochen bis 20 mm um das Ohr, aus dem CT bei 700 HU</translation>
        </message>
        <message>
            <source>The case</source>
            <translation>Der Fall</translation>
        </message>
        <message>
            <source>The case code tells the patient's name or id. Choose one that does not.</source>
            <translation>Der Fallcode verrät Name oder Nummer des Patienten. Wählen Sie einen anderen.</translation>
        </message>
        <message>
            <source>The case does not say where its scan lies.</source>
            <translation>Der Fall sagt nicht, wo sein CT liegt.</translation>
        </message>
        <message>
            <source>The case was not opened: its scan is missing.</source>
            <translation>Der Fall wurde nicht geöffnet: sein CT fehlt.</translation>
        </message>
        <message>
            <source>The certificates for {0} can't be used.</source>
            <translation>Die Zertifikate für {0=} sind nicht brauchbar.</translation>
        </message>
        <message>
            <source>The chosen model {0} is no longer among the added models.</source>
            <translation>Das gewählte Modell {0=} ist nicht mehr unter den hinzugefügten.</translation>
        </message>
        <message>
            <source>The cochlea can be followed over {0} turns only.</source>
            <translation>Die Cochlea lässt sich nur über {0=} Windungen verfolgen.</translation>
        </message>
        <message>
            <source>The cochlea has {0} of the usual height: it has too few turns, or its apex was not found.</source>
            <translation>Die Cochlea hat {0=} der üblichen Höhe: sie hat zu wenige Windungen, oder ihre Spitze wurde nicht gefunden.</translation>
        </message>
        <message>
            <source>The cochlea unrolled along its lateral wall: to the right the length from the round window, upwards the height above the middle of the lumen along the modiolar axis. A click moves the crosshair, the wheel goes deeper.</source>
            <translation>Die Cochlea, entlang der Außenwand abgerollt: nach rechts die Länge vom runden Fenster, nach oben die Höhe über der Mitte des Lumens entlang der Modiolusachse. Ein Klick bewegt das Fadenkreuz, das Mausrad geht in die Tiefe.</translation>
        </message>
        <message>
            <source>The cochlear view stands {0}° from the plane of this now: a click on its row turns the view to it.</source>
            <translation>Die Cochleaansicht steht jetzt {0#}° von dieser Ebene entfernt: Ein Klick auf die Zeile dreht die Ansicht dorthin.</translation>
        </message>
        <message>
            <source>The code holds the patient's name or number.</source>
            <translation>Der Code enthält Name oder Nummer des Patienten.</translation>
        </message>
        <message>
            <source>The connection to {0} broke after {1} images.</source>
            <translation>Die Verbindung zu {0=} brach nach {1=} Bildern ab.</translation>
        </message>
        <message>
            <source>The description inside the case file is too large to be one.</source>
            <translation>Die Beschreibung in der Falldatei ist zu groß, um eine zu sein.</translation>
        </message>
        <message>
            <source>The description inside {0} is damaged.</source>
            <translation>Die Beschreibung in {0=} ist beschädigt.</translation>
        </message>
        <message>
            <source>The disk does not take files this large</source>
            <translation>Das Laufwerk nimmt keine so großen Dateien</translation>
        </message>
        <message>
            <source>The disk is full</source>
            <translation>Das Laufwerk ist voll</translation>
        </message>
        <message>
            <source>The disk refused</source>
            <translation>Das Laufwerk hat abgelehnt</translation>
        </message>
        <message>
            <source>The disk reports an error</source>
            <translation>Das Laufwerk meldet einen Fehler</translation>
        </message>
        <message>
            <source>The drive is gone</source>
            <translation>Das Laufwerk ist weg</translation>
        </message>
        <message>
            <source>The ear can't be measured reliably.</source>
            <translation>Das Ohr lässt sich nicht verlässlich messen.</translation>
        </message>
        <message>
            <source>The ear has no usual shape: it is malformed or badly segmented. The network alone named its parts.</source>
            <translation>Das Ohr hat keine übliche Form: es ist fehlgebildet oder schlecht segmentiert. Die Teile benannte das Netz allein.</translation>
        </message>
        <message>
            <source>The ear reaches beyond the usual shape: it is malformed, or the network ran out of it. Check it.</source>
            <translation>Das Ohr reicht über die übliche Form hinaus: es ist fehlgebildet, oder das Netz lief heraus. Prüfen Sie es.</translation>
        </message>
        <message>
            <source>The ear reaches the edge of the images; a part of it may be missing.</source>
            <translation>Das Ohr reicht an den Rand der Bilder; ein Teil kann fehlen.</translation>
        </message>
        <message>
            <source>The ears differ by more than the measures can tell.</source>
            <translation>Die Ohren unterscheiden sich stärker, als die Messung unsicher ist.</translation>
        </message>
        <message>
            <source>The ears have not been measured yet.</source>
            <translation>Die Ohren sind noch nicht gemessen.</translation>
        </message>
        <message>
            <source>The electrode list {0} can't be read.</source>
            <translation>Die Elektrodenliste {0=} ist nicht lesbar.</translation>
        </message>
        <message>
            <source>The ellipse holds the centre of no voxel.</source>
            <translation>In der Ellipse liegt die Mitte keines Voxels.</translation>
        </message>
        <message>
            <source>The file does not say how it lies in the patient: left and right are told by the ear's shape.</source>
            <translation>Die Datei sagt nicht, wie sie im Patienten liegt: links und rechts werden an der Form des Ohrs erkannt.</translation>
        </message>
        <message>
            <source>The file does not say where left and right are: the side was told from the shape of the ear.</source>
            <translation>Die Datei sagt nicht, wo links und rechts ist: die Seite wurde an der Form des Ohrs erkannt.</translation>
        </message>
        <message>
            <source>The file is a mask without parts: side ({0}) and parts were named by its shape. Check them.</source>
            <translation>Die Datei ist eine Maske ohne Teile: Seite ({0}) und Teile wurden nach der Form benannt. Prüfen Sie sie.</translation>
        </message>
        <message>
            <source>The file may be damaged or cut short: copy it again from the disc.</source>
            <translation>Die Datei ist vielleicht beschädigt oder abgeschnitten: kopieren Sie sie neu von der CD.</translation>
        </message>
        <message>
            <source>The file {0} is not a list of electrode arrays.</source>
            <translation>Die Datei {0=} ist keine Liste von Elektrodenträgern.</translation>
        </message>
        <message>
            <source>The folder does not exist</source>
            <translation>Den Ordner gibt es nicht</translation>
        </message>
        <message>
            <source>The folder of the library cannot be read or written.</source>
            <translation>Der Ordner der Bibliothek ist nicht les- oder schreibbar.</translation>
        </message>
        <message>
            <source>The folder of the report</source>
            <translation>Der Ordner des Berichts</translation>
        </message>
        <message>
            <source>The folder {0} is not empty.</source>
            <translation>Der Ordner {0=} ist nicht leer.</translation>
        </message>
        <message>
            <source>The gantry was tilted by {0}°: the slices were moved back to their true places.</source>
            <translation>Die Gantry war um {0=}° gekippt: die Schichten wurden an ihre wahren Plätze geschoben.</translation>
        </message>
        <message>
            <source>The images are noisy, about {0} HU, or the patient moved.</source>
            <translation>Die Bilder sind verrauscht, etwa {0} HU, oder der Patient hat sich bewegt.</translation>
        </message>
        <message>
            <source>The images do not say how their values become Hounsfield units: they were taken as they are.</source>
            <translation>Die Bilder sagen nicht, wie ihre Werte zu Hounsfield-Einheiten werden: sie wurden genommen, wie sie sind.</translation>
        </message>
        <message>
            <source>The images do not state their pixel size in millimetres.</source>
            <translation>Die Bilder nennen ihre Pixelgröße nicht in Millimetern.</translation>
        </message>
        <message>
            <source>The images do not state their position in the patient.</source>
            <translation>Die Bilder nennen ihre Lage im Patienten nicht.</translation>
        </message>
        <message>
            <source>The images inside the case file are damaged.</source>
            <translation>Die Bilder in der Falldatei sind beschädigt.</translation>
        </message>
        <message>
            <source>The images inside the case file are of an unknown kind.</source>
            <translation>Die Bilder in der Falldatei sind unbekannter Art.</translation>
        </message>
        <message>
            <source>The images inside the case file do not fit its description.</source>
            <translation>Die Bilder in der Falldatei passen nicht zu ihrer Beschreibung.</translation>
        </message>
        <message>
            <source>The images of this series are oriented differently.</source>
            <translation>Die Bilder dieser Serie sind verschieden ausgerichtet.</translation>
        </message>
        <message>
            <source>The images of this series cannot be read any more, and a DICOM segmentation refers to them.</source>
            <translation>Die Bilder dieser Serie sind nicht mehr lesbar, und eine DICOM-Segmentierung verweist auf sie.</translation>
        </message>
        <message>
            <source>The images of this series differ in pixel size.</source>
            <translation>Die Bilder dieser Serie haben verschiedene Pixelgrößen.</translation>
        </message>
        <message>
            <source>The images of this series differ in size.</source>
            <translation>Die Bilder dieser Serie sind verschieden groß.</translation>
        </message>
        <message>
            <source>The images say {0} ear, but it is named {1} by its shape or place. {2}</source>
            <translation>Die Bilder sagen Ohr {0}, nach Form oder Lage heißt es aber {1}. {2}</translation>
        </message>
        <message>
            <source>The images state an impossible orientation.</source>
            <translation>Die Bilder nennen eine unmögliche Ausrichtung.</translation>
        </message>
        <message>
            <source>The index of the library is damaged.</source>
            <translation>Das Verzeichnis der Bibliothek ist beschädigt.</translation>
        </message>
        <message>
            <source>The index of the library was damaged. It was made again from the {0} copied studies; those that were only listed come back when they are opened. The damaged file is kept as {1}.</source>
            <translation>Das Verzeichnis der Bibliothek war beschädigt. Es wurde aus den {0=} kopierten Untersuchungen neu erzeugt; die nur aufgeführten kommen wieder, wenn sie geöffnet werden. Die beschädigte Datei liegt als {1=} daneben.</translation>
        </message>
        <message>
            <source>The label cannot hold {0}.</source>
            <translation>Die Aufschrift kann {0=} nicht enthalten.</translation>
        </message>
        <message>
            <source>The label has {0} letters, {1} fit.</source>
            <translation>Die Aufschrift hat {0=} Zeichen, {1=} passen.</translation>
        </message>
        <message>
            <source>The labels hold {0} apart from the rest of it.</source>
            <translation>Die Labels enthalten {0}, vom Rest getrennt.</translation>
        </message>
        <message>
            <source>The labels hold {0} beside the {1} ear.</source>
            <translation>Die Labels enthalten {0} neben dem Ohr {1}.</translation>
        </message>
        <message>
            <source>The labels hold {0} inside the {1} ear.</source>
            <translation>Die Labels enthalten {0} im Ohr {1}.</translation>
        </message>
        <message>
            <source>The labels hold {0} {1}.</source>
            <translation>Die Labels enthalten {0=} {1}.</translation>
        </message>
        <message>
            <source>The labels lay on another grid (voxels of {0} × {1} × {2} mm) and were brought onto that of the scan; their volume was {3} mm³ and is {4} mm³. Check their borders.</source>
            <translation>Die Labels lagen auf einem anderen Gitter (Voxel von {0=} × {1=} × {2=} mm) und wurden auf das des CTs gebracht; ihr Volumen war {3=} mm³ und ist {4=} mm³. Prüfen Sie ihre Grenzen.</translation>
        </message>
        <message>
            <source>The labels were changed since the ears were measured. Measure them again.</source>
            <translation>Die Labels wurden seit der Messung geändert. Messen Sie neu.</translation>
        </message>
        <message>
            <source>the last changes are not protected against a crash</source>
            <translation>die letzten Änderungen sind nicht gegen einen Absturz gesichert</translation>
        </message>
        <message>
            <source>The library</source>
            <translation>Die Bibliothek</translation>
        </message>
        <message>
            <source>The library cannot be read or written.</source>
            <translation>Die Bibliothek ist nicht les- oder schreibbar.</translation>
        </message>
        <message>
            <source>The library holds no study {0}.</source>
            <translation>Die Bibliothek enthält keine Untersuchung {0=}.</translation>
        </message>
        <message>
            <source>The library was written by a newer EarSeg.</source>
            <translation>Die Bibliothek wurde von einem neueren EarSeg geschrieben.</translation>
        </message>
        <message>
            <source>The loop of the lateral canal is filled: it is malformed, as in dysplasia, or the network ran out of the canal.</source>
            <translation>Die Schlinge des lateralen Bogengangs ist gefüllt: er ist fehlgebildet, wie bei Dysplasie, oder das Netz lief aus dem Gang.</translation>
        </message>
        <message>
            <source>The manifest of the model file {0} is not valid.</source>
            <translation>Die Beschreibung der Modelldatei {0=} ist ungültig.</translation>
        </message>
        <message>
            <source>The measures of the {0} ear are of another program version: measure it again.</source>
            <translation>Die Maße des Ohrs {0} stammen aus einer anderen Programmfassung: messen Sie neu.</translation>
        </message>
        <message>
            <source>The model file {0} cannot be read.</source>
            <translation>Die Modelldatei {0=} ist nicht lesbar.</translation>
        </message>
        <message>
            <source>The model file {0} finds ears in a head; it does not segment them.</source>
            <translation>Die Modelldatei {0=} findet Ohren in einem Kopf; sie segmentiert sie nicht.</translation>
        </message>
        <message>
            <source>The model file {0} holds weights that are not numbers.</source>
            <translation>Die Modelldatei {0=} enthält Gewichte, die keine Zahlen sind.</translation>
        </message>
        <message>
            <source>The model file {0} is a model of kind “{1}”, not “{2}”.</source>
            <translation>Die Modelldatei {0=} ist ein Modell der Art „{1=}“, nicht „{2=}“.</translation>
        </message>
        <message>
            <source>The model file {0} is damaged or was altered: its checksum does not match.</source>
            <translation>Die Modelldatei {0=} ist beschädigt oder verändert: die Prüfsumme stimmt nicht.</translation>
        </message>
        <message>
            <source>The model file {0} is missing.</source>
            <translation>Die Modelldatei {0=} fehlt.</translation>
        </message>
        <message>
            <source>The model file {0} says nothing about what it is: it has no manifest.</source>
            <translation>Die Modelldatei {0=} sagt nicht, was sie ist: ihr fehlt die Beschreibung.</translation>
        </message>
        <message>
            <source>The model file {0} {1}.</source>
            <translation>Die Modelldatei {0=} {1}.</translation>
        </message>
        <message>
            <source>The model takes {0}, the printer {1}</source>
            <translation>Das Modell braucht {0=}, der Drucker hat {1=}</translation>
        </message>
        <message>
            <source>The model takes {0}, the printer {1}; choose {2}.</source>
            <translation>Das Modell braucht {0=}, der Drucker hat {1=}; wählen Sie {2}.</translation>
        </message>
        <message>
            <source>The model was added and is used from now on.</source>
            <translation>Das Modell wurde hinzugefügt und wird ab jetzt benutzt.</translation>
        </message>
        <message>
            <source>The modiolar axis does not pass through the cochlea.</source>
            <translation>Die Modiolusachse geht nicht durch die Cochlea.</translation>
        </message>
        <message>
            <source>The name of the file is too long</source>
            <translation>Der Dateiname ist zu lang</translation>
        </message>
        <message>
            <source>The network drive does not answer</source>
            <translation>Das Netzlaufwerk antwortet nicht</translation>
        </message>
        <message>
            <source>The network drive is gone</source>
            <translation>Das Netzlaufwerk ist weg</translation>
        </message>
        <message>
            <source>The network in {0} does not give probabilities.</source>
            <translation>Das Netz in {0=} gibt keine Wahrscheinlichkeiten.</translation>
        </message>
        <message>
            <source>The network is unsure of most of this ear.</source>
            <translation>Das Netz ist bei den meisten Teilen dieses Ohrs unsicher.</translation>
        </message>
        <message>
            <source>The network is unsure of parts of this ear; look at the uncertainty view.</source>
            <translation>Das Netz ist bei Teilen dieses Ohrs unsicher; sehen Sie, wo es unsicher ist.</translation>
        </message>
        <message>
            <source>The network leaves alone what was changed by hand since it ran last</source>
            <translation>Das Netz lässt stehen, was seit seinem letzten Lauf von Hand geändert wurde</translation>
        </message>
        <message>
            <source>The PACS at {0} is not called {1}.</source>
            <translation>Das PACS bei {0=} heißt nicht {1=}.</translation>
        </message>
        <message>
            <source>The parts of the {0} ear in {1} lie {2} mm apart, so its values are not EarSeg's label codes.</source>
            <translation>Die Teile des Ohrs {0} in {1=} liegen {2=} mm auseinander; die Werte sind also nicht EarSegs Labelnummern.</translation>
        </message>
        <message>
            <source>The pixels of {0} cannot be decoded.</source>
            <translation>Die Pixel von {0=} lassen sich nicht entschlüsseln.</translation>
        </message>
        <message>
            <source>The place lies outside the scan.</source>
            <translation>Die Stelle liegt außerhalb des CTs.</translation>
        </message>
        <message>
            <source>The program did not end as usual. {0}</source>
            <translation>Das Programm wurde nicht wie üblich beendet. {0}</translation>
        </message>
        <message>
            <source>the program's own folder</source>
            <translation>Ordner des Programms</translation>
        </message>
        <message>
            <source>The range of dates ends before it begins.</source>
            <translation>Der Zeitraum endet, bevor er beginnt.</translation>
        </message>
        <message>
            <source>The report follows from the measures. Measure the ears first.</source>
            <translation>Der Bericht folgt aus den Maßen. Messen Sie zuerst die Ohren.</translation>
        </message>
        <message>
            <source>The report of both ears, as they are measured now</source>
            <translation>Der Bericht beider Ohren, wie sie jetzt gemessen sind</translation>
        </message>
        <message>
            <source>The round window lies on the modiolar axis.</source>
            <translation>Das runde Fenster liegt auf der Modiolusachse.</translation>
        </message>
        <message>
            <source>The scan at {0} is not the one this case was made of.</source>
            <translation>Das CT in {0=} ist nicht das, aus dem dieser Fall entstand.</translation>
        </message>
        <message>
            <source>The scan of this case</source>
            <translation>Das CT dieses Falls</translation>
        </message>
        <message>
            <source>The scan of this case is not at {0} any more.</source>
            <translation>Das CT dieses Falls liegt nicht mehr in {0=}.</translation>
        </message>
        <message>
            <source>The scan was read {0} times coarser, in voxels of {1} × {2} × {3} mm.</source>
            <translation>Das CT wurde {0=}-mal gröber gelesen, in Voxeln von {1=} × {2=} × {3=} mm.</translation>
        </message>
        <message>
            <source>The scanner does not say whether words are burned into the pixels. Scroll through the copy before sharing.</source>
            <translation>Der Scanner sagt nicht, ob Schrift in die Pixel gebrannt ist. Blättern Sie die Kopie durch, bevor Sie sie weitergeben.</translation>
        </message>
        <message>
            <source>The segments of {0} overlap or are no regular stack of slices.</source>
            <translation>Die Segmente von {0=} überlappen oder sind kein regelmäßiger Schichtstapel.</translation>
        </message>
        <message>
            <source>The series is too small to be read {0} times coarser.</source>
            <translation>Die Serie ist zu klein, um {0=}-mal gröber gelesen zu werden.</translation>
        </message>
        <message>
            <source>The series of this case is not at {0}.</source>
            <translation>Die Serie dieses Falls liegt nicht in {0=}.</translation>
        </message>
        <message>
            <source>The series takes {0} GB of memory to read, and {1} GB are free.</source>
            <translation>Die Serie braucht zum Lesen {0=} GB Arbeitsspeicher, frei sind {1=} GB.</translation>
        </message>
        <message>
            <source>The series was not opened; what was open stays open.</source>
            <translation>Die Serie wurde nicht geöffnet; was offen war, bleibt offen.</translation>
        </message>
        <message>
            <source>The shape of this ear does not clearly tell right from left. The network alone named its parts.</source>
            <translation>Die Form dieses Ohrs sagt nicht klar, ob rechts oder links. Die Teile benannte das Netz allein.</translation>
        </message>
        <message>
            <source>The slices are not evenly spaced ({0}): values between them were interpolated.</source>
            <translation>Die Schichten haben ungleiche Abstände ({0}): Werte dazwischen wurden interpoliert.</translation>
        </message>
        <message>
            <source>The slices lie sideways of one another: each was moved to its stated place.</source>
            <translation>Die Schichten liegen seitlich versetzt: jede wurde an ihren angegebenen Platz geschoben.</translation>
        </message>
        <message>
            <source>The star in the list marks the one that suits the inner ear best.</source>
            <translation>Der Stern in der Liste zeigt, welche sich für das Innenohr am besten eignet.</translation>
        </message>
        <message>
            <source>The study takes {0}, and only {1} are free on the disk of the library.</source>
            <translation>Die Untersuchung braucht {0=}, auf dem Laufwerk der Bibliothek sind nur {1=} frei.</translation>
        </message>
        <message>
            <source>The surface is not closed, so it cannot be cut or joined.</source>
            <translation>Die Oberfläche ist nicht geschlossen und lässt sich weder schneiden noch verbinden.</translation>
        </message>
        <message>
            <source>The ticked series are sent with the patient's name.</source>
            <translation>Die angekreuzten Serien werden mit dem Namen des Patienten gesendet.</translation>
        </message>
        <message>
            <source>The turns of the cochlea can't be followed.</source>
            <translation>Die Windungen der Cochlea lassen sich nicht verfolgen.</translation>
        </message>
        <message>
            <source>The upper turns of the cochlea run into one another: an incomplete partition, or the network filled their walls.</source>
            <translation>Die oberen Windungen der Cochlea gehen ineinander über: eine unvollständige Teilung, oder das Netz hat ihre Wände gefüllt.</translation>
        </message>
        <message>
            <source>The values ({0} to {1}) do not look like Hounsfield units of a temporal bone: segmentation may fail.</source>
            <translation>Die Werte ({0=} bis {1=}) sehen nicht nach Hounsfield-Einheiten eines Felsenbeins aus: die Segmentierung kann misslingen.</translation>
        </message>
        <message>
            <source>The version before it lies beside it as {0}: copy it, rename the copy to end in {1}.</source>
            <translation>Die Fassung davor liegt daneben als {0=}: kopieren Sie sie, und geben Sie der Kopie die Endung {1=}.</translation>
        </message>
        <message>
            <source>The view is turned {0}° from the usual cochlear view, to the plane that this was drawn in.</source>
            <translation>Die Ansicht ist um {0#}° aus der üblichen Cochleaansicht gedreht, in die Ebene, in der dies gezeichnet wurde.</translation>
        </message>
        <message>
            <source>The views turn into the cochlear view. Drag an end of A, B or H, and every figure follows; rest the mouse on a name for its formula and source.</source>
            <translation>Die Ansichten drehen sich in die Cochleaebene. Ziehen Sie ein Ende von A, B oder H, und jede Zahl folgt; ruht die Maus auf einem Namen, erscheinen Formel und Quelle.</translation>
        </message>
        <message>
            <source>The voxels are up to {0} mm long: walls and canals thinner than that are not resolved, and every length here is less certain.</source>
            <translation>Die Voxel sind bis zu {0=} mm lang: dünnere Wände und Gänge werden nicht aufgelöst, und jede Länge hier ist weniger sicher.</translation>
        </message>
        <message>
            <source>The weights in {0} do not fit the network its manifest describes.</source>
            <translation>Die Gewichte in {0=} passen nicht zum beschriebenen Netz.</translation>
        </message>
        <message>
            <source>The whole ear gets a cavity with holes through which resin or powder leaves</source>
            <translation>Das ganze Ohr wird hohl, mit Löchern, durch die Harz oder Pulver abläuft</translation>
        </message>
        <message>
            <source>The {0}</source>
            <translation>{0}</translation>
        </message>
        <message>
            <source>The {0} and the {1} are not in contact.</source>
            <translation>Berühren sich nicht: {0} und {1}.</translation>
        </message>
        <message>
            <source>The {0} can be inserted from 0 to {1} mm.</source>
            <translation>{0=} lässt sich von 0 bis {1=} mm inserieren.</translation>
        </message>
        <message>
            <source>The {0} cochlea does not have the shape of a normal cochlea (its wall lies {1} mm from the best fit).</source>
            <translation>Die Cochlea ({0}) hat nicht die Form einer normalen Cochlea (ihre Wand liegt {1=} mm von der besten Anpassung).</translation>
        </message>
        <message>
            <source>The {0} cochlea is cut off by the border of the volume.</source>
            <translation>Die Cochlea ({0}) ist vom Rand des CTs abgeschnitten.</translation>
        </message>
        <message>
            <source>The {0} cochlea label holds only {1} mm³, too little for a cochlea.</source>
            <translation>Die segmentierte Cochlea ({0}) hat nur {1=} mm³, zu wenig für eine Cochlea.</translation>
        </message>
        <message>
            <source>The {0} ear has no cochlea label.</source>
            <translation>Das Ohr {0} hat keine segmentierte Cochlea.</translation>
        </message>
        <message>
            <source>The {0} ear has no {1}.</source>
            <translation>Dem Ohr {0} fehlt: {1}.</translation>
        </message>
        <message>
            <source>The {0} ear has the shape of a {1} ear: the images may be mirrored. {2}</source>
            <translation>Das Ohr {0} hat die Form eines Ohrs {1}: die Bilder sind vielleicht gespiegelt. {2}</translation>
        </message>
        <message>
            <source>The {0} ear has the shape of a {1} one.</source>
            <translation>Das Ohr {0} hat die Form eines anderen: {1}.</translation>
        </message>
        <message>
            <source>The {0} ear is not segmented.</source>
            <translation>Das Ohr {0} ist nicht segmentiert.</translation>
        </message>
        <message>
            <source>The {0} ear is not segmented: go to the place yourself, then draw.</source>
            <translation>Das Ohr {0} ist nicht segmentiert: gehen Sie selbst an die Stelle, dann zeichnen Sie.</translation>
        </message>
        <message>
            <source>The {0} ear is printed without its label {1}</source>
            <translation>Das Ohr {0} wird ohne seine Aufschrift {1=} gedruckt</translation>
        </message>
        <message>
            <source>The {0} ear is printed without its label {1}; mark its side yourself, or put it on a stand.</source>
            <translation>Das Ohr {0} wird ohne seine Beschriftung {1=} gedruckt; kennzeichnen Sie seine Seite selbst, oder stellen Sie es auf einen Ständer.</translation>
        </message>
        <message>
            <source>The {0} ear reaches the border of the scan, so part of it may be missing</source>
            <translation>Das Ohr {0} reicht an den Rand des CTs, ein Teil kann also fehlen</translation>
        </message>
        <message>
            <source>The {0} ear was not measured: {1}</source>
            <translation>Das Ohr {0} wurde nicht gemessen: {1}</translation>
        </message>
        <message>
            <source>The {0} ear: {1}.</source>
            <translation>Das Ohr {0}: {1=}.</translation>
        </message>
        <message>
            <source>The {0} is interrupted.</source>
            <translation>Unterbrochen: {0}.</translation>
        </message>
        <message>
            <source>The {0} is too short to define a plane.</source>
            <translation>Zu kurz für eine Ebene: {0}.</translation>
        </message>
        <message>
            <source>The {0} is unusually {1}: {2} mm³, usual {3}-{4} mm³.</source>
            <translation>Ungewöhnlich {1}: {0}, {2=} mm³, üblich {3=}-{4=} mm³.</translation>
        </message>
        <message>
            <source>The {0} was not found.</source>
            <translation>Nicht gefunden: {0}.</translation>
        </message>
        <message>
            <source>There are no labels to write.</source>
            <translation>Es gibt keine Labels zu schreiben.</translation>
        </message>
        <message>
            <source>There are too many structures in this case.</source>
            <translation>In diesem Fall sind zu viele Strukturen.</translation>
        </message>
        <message>
            <source>There is no bone of {0} HU or more round the {1} ear.</source>
            <translation>Um das Ohr {1} gibt es keinen Knochen von {0=} HU oder mehr.</translation>
        </message>
        <message>
            <source>There is no labelled piece at that place.</source>
            <translation>An dieser Stelle liegt kein segmentiertes Stück.</translation>
        </message>
        <message>
            <source>There is no {0} ({1}) yet: add it.</source>
            <translation>Noch nicht da: {0} ({1}). Fügen Sie es hinzu.</translation>
        </message>
        <message>
            <source>There is not enough memory for this series.</source>
            <translation>Für diese Serie reicht der Arbeitsspeicher nicht.</translation>
        </message>
        <message>
            <source>There is nothing more.</source>
            <translation>Mehr gibt es nicht.</translation>
        </message>
        <message>
            <source>These are colour pictures, not CT slices.</source>
            <translation>Dies sind Farbbilder, keine CT-Schichten.</translation>
        </message>
        <message>
            <source>These images can't be sent to {0}.</source>
            <translation>Diese Bilder lassen sich nicht an {0=} senden.</translation>
        </message>
        <message>
            <source>These labels came from a file; nobody has judged them here.</source>
            <translation>Diese Labels kamen aus einer Datei; hier hat sie niemand beurteilt.</translation>
        </message>
        <message>
            <source>These labels lie outside the open scan.</source>
            <translation>Diese Labels liegen außerhalb des offenen CTs.</translation>
        </message>
        <message>
            <source>These series are of several patients.</source>
            <translation>Diese Serien gehören zu mehreren Patienten.</translation>
        </message>
        <message>
            <source>Thickening the {0} ear</source>
            <translation>Ohr {0} wird verdickt</translation>
        </message>
        <message>
            <source>Thickness (mm)</source>
            <translation>Dicke (mm)</translation>
        </message>
        <message>
            <source>Thickness at each point: the largest ball inside that touches the skin there</source>
            <translation>Dicke an jedem Punkt: die größte Kugel im Innern, die dort die Haut berührt</translation>
        </message>
        <message>
            <source>Thickness colours</source>
            <translation>Wandstärke farbig</translation>
        </message>
        <message>
            <source>thin</source>
            <translation>dünn</translation>
        </message>
        <message>
            <source>This array lies {0}: a law for the lateral wall understates its angle, and its distance from the wall is an effective one, so its drawn course is approximate.</source>
            <translation>Dieser Träger liegt {0}: ein Gesetz für die Außenwand unterschätzt seinen Winkel, und sein Abstand von der Wand ist ein wirksamer; der gezeichnete Verlauf ist also eine Näherung.</translation>
        </message>
        <message>
            <source>This case was saved by a newer program ({0}).</source>
            <translation>Dieser Fall wurde von einem neueren Programm gespeichert ({0=}).</translation>
        </message>
        <message>
            <source>This code can't stand for the patient.</source>
            <translation>Dieser Code kann nicht für den Patienten stehen.</translation>
        </message>
        <message>
            <source>This computer may not listen on port {0}.</source>
            <translation>Dieser Rechner darf nicht auf Port {0=} empfangen.</translation>
        </message>
        <message>
            <source>This disk is read-only</source>
            <translation>Das Laufwerk ist schreibgeschützt</translation>
        </message>
        <message>
            <source>This file does not say which series it belongs to, or is cut short.</source>
            <translation>Diese Datei sagt nicht, zu welcher Serie sie gehört, oder ist abgeschnitten.</translation>
        </message>
        <message>
            <source>This file is damaged or cut short.</source>
            <translation>Diese Datei ist beschädigt oder abgeschnitten.</translation>
        </message>
        <message>
            <source>This file is no EarSeg case.</source>
            <translation>Diese Datei ist kein EarSeg-Fall.</translation>
        </message>
        <message>
            <source>This file states the unknown version {0}.</source>
            <translation>Diese Datei nennt die unbekannte Fassung {0=}.</translation>
        </message>
        <message>
            <source>This folder may not be written to</source>
            <translation>In diesen Ordner darf nicht geschrieben werden</translation>
        </message>
        <message>
            <source>This index of the disc is damaged; the files beside it were searched instead.</source>
            <translation>Das Verzeichnis der CD ist beschädigt; stattdessen wurden die Dateien daneben durchsucht.</translation>
        </message>
        <message>
            <source>This is a localizer (scout view), not a stack of slices.</source>
            <translation>Dies ist ein Topogramm (Übersichtsbild), kein Schichtstapel.</translation>
        </message>
        <message>
            <source>This is not a DICOM file although its name says so.</source>
            <translation>Dies ist keine DICOM-Datei, obwohl der Name es sagt.</translation>
        </message>
        <message>
            <source>This is {0}, not a stack of CT slices.</source>
            <translation>Dies ist {0}, kein Stapel von CT-Schichten.</translation>
        </message>
        <message>
            <source>This is {0}, not CT.</source>
            <translation>Dies ist {0}, kein CT.</translation>
        </message>
        <message>
            <source>This lies at the {0} ear, but the {1} one is measured. Choose the {2} ear, or draw at the {3} one.</source>
            <translation>Dies liegt am Ohr {0}, gemessen wird aber das andere ({1}). Wählen Sie Ohr {2}, oder zeichnen Sie am Ohr {3}.</translation>
        </message>
        <message>
            <source>This model is no longer there. Choose another one.</source>
            <translation>Dieses Modell gibt es nicht mehr. Wählen Sie ein anderes.</translation>
        </message>
        <message>
            <source>This model knows no parts, and the ear has no usual shape to tell them by: take only the whole ear, not its parts.</source>
            <translation>Dieses Modell kennt keine Teile, und das Ohr hat keine übliche Form, die sie verriete: nehmen Sie nur das ganze Ohr, nicht seine Teile.</translation>
        </message>
        <message>
            <source>This name is longer than {0} letters.</source>
            <translation>Dieser Name ist länger als {0} Zeichen.</translation>
        </message>
        <message>
            <source>This name tells the patient's name or id, and it is written into files.</source>
            <translation>Dieser Name verrät Namen oder Nummer des Patienten und steht in Dateien.</translation>
        </message>
        <message>
            <source>This name tells the patient's name or id, and it is written into files. Choose another one.</source>
            <translation>Dieser Name verrät Namen oder Nummer des Patienten und steht in Dateien. Wählen Sie einen anderen.</translation>
        </message>
        <message>
            <source>This part has no voxels yet.</source>
            <translation>Dieser Teil hat noch keine Voxel.</translation>
        </message>
        <message>
            <source>this patient</source>
            <translation>diesen Patienten</translation>
        </message>
        <message>
            <source>this program</source>
            <translation>dieses Programm</translation>
        </message>
        <message>
            <source>this program; within 1 % on average in phantoms of 0.2-0.4 mm; beyond 630° like the mean cochlea</source>
            <translation>dieses Programm; im Mittel auf 1 % genau in Phantomen von 0.2-0.4 mm; jenseits von 630° wie die mittlere Cochlea</translation>
        </message>
        <message>
            <source>This scan names nobody.</source>
            <translation>Dieses CT nennt niemanden.</translation>
        </message>
        <message>
            <source>This series does not fit into the memory that is free</source>
            <translation>Diese Serie passt nicht in den freien Arbeitsspeicher</translation>
        </message>
        <message>
            <source>This series holds a single slice.</source>
            <translation>Diese Serie enthält eine einzige Schicht.</translation>
        </message>
        <message>
            <source>This series holds a single slice; a volume needs a stack of slices.</source>
            <translation>Diese Serie enthält eine einzige Schicht; ein Volumen braucht einen Stapel.</translation>
        </message>
        <message>
            <source>This series holds no images, only a record of kind {0}.</source>
            <translation>Diese Serie enthält keine Bilder, nur einen Eintrag der Art {0=}.</translation>
        </message>
        <message>
            <source>This series holds no images.</source>
            <translation>Diese Serie enthält keine Bilder.</translation>
        </message>
        <message>
            <source>This series is no longer in the list.</source>
            <translation>Diese Serie ist nicht mehr in der Liste.</translation>
        </message>
        <message>
            <source>This was drawn in a cochlear view, and the {0} ear has none now. Measure the ear, then click here again.</source>
            <translation>Dies wurde in einer Cochleaansicht gezeichnet; die gibt es für dieses Ohr ({0}) gerade nicht. Vermessen Sie das Ohr und klicken Sie dann noch einmal hierher.</translation>
        </message>
        <message>
            <source>This would list every examination of the hospital.</source>
            <translation>Das würde jede Untersuchung der Klinik auflisten.</translation>
        </message>
        <message>
            <source>Tint of the slices</source>
            <translation>Tönung der Schichten</translation>
        </message>
        <message>
            <source>tip</source>
            <translation>Spitze</translation>
        </message>
        <message>
            <source>to</source>
            <translation>bis</translation>
        </message>
        <message>
            <source>To</source>
            <translation>Bis</translation>
        </message>
        <message>
            <source>to the parts around</source>
            <translation>den Teilen darum</translation>
        </message>
        <message>
            <source>To the right: length along the lateral wall from the round window (angles beside it). Upwards: height along the modiolar axis above the middle of the lumen. Depth: towards the axis.</source>
            <translation>Nach rechts: Länge entlang der Außenwand vom runden Fenster an (daneben die Winkel). Nach oben: Höhe entlang der Modiolusachse über der Mitte des Lumens. Tiefe: zur Achse hin.</translation>
        </message>
        <message>
            <source>Too little of the lateral wall can be seen in the cochlea.</source>
            <translation>Zu wenig der Außenwand der Cochlea ist zu sehen.</translation>
        </message>
        <message>
            <source>Too little of the lateral wall is seen to unroll this cochlea.</source>
            <translation>Zu wenig der Außenwand ist zu sehen, um diese Cochlea abzurollen.</translation>
        </message>
        <message>
            <source>Too little of the lateral wall is seen: nothing can be said of electrode arrays.</source>
            <translation>Zu wenig der Außenwand ist zu sehen: über Elektrodenträger lässt sich nichts sagen.</translation>
        </message>
        <message>
            <source>too long</source>
            <translation>zu lang</translation>
        </message>
        <message>
            <source>too thin</source>
            <translation>zu dünn</translation>
        </message>
        <message>
            <source>Tour</source>
            <translation>Rundgang</translation>
        </message>
        <message>
            <source>Tour of the window</source>
            <translation>Rundgang durch das Fenster</translation>
        </message>
        <message>
            <source>Triangles</source>
            <translation>Dreiecke</translation>
        </message>
        <message>
            <source>Trusted certificates</source>
            <translation>Vertraute Zertifikate</translation>
        </message>
        <message>
            <source>Try again in a few minutes.</source>
            <translation>Versuchen Sie es in einigen Minuten erneut.</translation>
        </message>
        <message>
            <source>Try again in a moment.</source>
            <translation>Versuchen Sie es gleich noch einmal.</translation>
        </message>
        <message>
            <source>Try again later, or ask for less.</source>
            <translation>Versuchen Sie es später, oder verlangen Sie weniger.</translation>
        </message>
        <message>
            <source>Try again; a part of a series would give a wrong volume.</source>
            <translation>Versuchen Sie es erneut; ein Teil einer Serie gäbe ein falsches Volumen.</translation>
        </message>
        <message>
            <source>Try again; if it stays so, show the details to the PACS administrator.</source>
            <translation>Versuchen Sie es erneut; bleibt es so, zeigen Sie der PACS-Administration die Einzelheiten.</translation>
        </message>
        <message>
            <source>Tumour</source>
            <translation>Tumor</translation>
        </message>
        <message>
            <source>tumour</source>
            <translation>Tumor</translation>
        </message>
        <message>
            <source>turned {0}° to {1}</source>
            <translation>um {0#}° gedreht zu {1=}</translation>
        </message>
        <message>
            <source>turns</source>
            <translation>Wdg.</translation>
        </message>
        <message>
            <source>Turns</source>
            <translation>Windungen</translation>
        </message>
        <message>
            <source>turns over which the lateral wall is seen; above 1.75 the turns merge in every mask</source>
            <translation>Windungen, über die die Außenwand zu sehen ist; über 1.75 verschmelzen die Windungen in jeder Maske</translation>
        </message>
        <message>
            <source>Turns seen</source>
            <translation>Windungen</translation>
        </message>
        <message>
            <source>Two parts are needed.</source>
            <translation>Nötig sind zwei Teile.</translation>
        </message>
        <message>
            <source>Two slices of one part are needed, with at least one slice between them.</source>
            <translation>Nötig sind zwei Schichten eines Teils mit mindestens einer Schicht dazwischen.</translation>
        </message>
        <message>
            <source>two turns</source>
            <translation>zwei Windungen</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <source>Undo (Ctrl+Z)</source>
            <translation>Rückgängig (Strg+Z)</translation>
        </message>
        <message>
            <source>Undo: {0} (Ctrl+Z)</source>
            <translation>Rückgängig: {0} (Strg+Z)</translation>
        </message>
        <message>
            <source>Undone</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>Einheiten</translation>
        </message>
        <message>
            <source>unknown pixel size</source>
            <translation>Pixelgröße unbekannt</translation>
        </message>
        <message>
            <source>unknown slice spacing</source>
            <translation>Schichtabstand unbekannt</translation>
        </message>
        <message>
            <source>Unlabelled voxels only</source>
            <translation>Nur leere Voxel</translation>
        </message>
        <message>
            <source>Unnamed patient</source>
            <translation>Patient ohne Namen</translation>
        </message>
        <message>
            <source>Unrolled along the lateral wall, {0} ear</source>
            <translation>Entlang der Außenwand abgerollt, Ohr {0}</translation>
        </message>
        <message>
            <source>Unrolled cochlea</source>
            <translation>Abgerollte Cochlea</translation>
        </message>
        <message>
            <source>Update EarSeg to open it.</source>
            <translation>Aktualisieren Sie EarSeg, um ihn zu öffnen.</translation>
        </message>
        <message>
            <source>Use a name ending in {0}.</source>
            <translation>Nehmen Sie einen Namen mit der Endung {0=}.</translation>
        </message>
        <message>
            <source>Use the letters A to Z, digits, dashes and points only.</source>
            <translation>Benutzen Sie nur die Buchstaben A bis Z, Ziffern, Striche und Punkte.</translation>
        </message>
        <message>
            <source>Use up to 64 letters, digits, spaces and - _ . + such as EAR-07.</source>
            <translation>Nehmen Sie bis zu 64 Buchstaben, Ziffern, Leerzeichen und - _ . + wie EAR-07.</translation>
        </message>
        <message>
            <source>usual</source>
            <translation>üblich</translation>
        </message>
        <message>
            <source>Usual</source>
            <translation>Üblich</translation>
        </message>
        <message>
            <source>Usual range: {0}</source>
            <translation>Üblich: {0}</translation>
        </message>
        <message>
            <source>Usual: {0} ({1}).</source>
            <translation>Üblich: {0} ({1}).</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Wert</translation>
        </message>
        <message>
            <source>very thin</source>
            <translation>sehr dünn</translation>
        </message>
        <message>
            <source>Vestibular aqueduct</source>
            <translation>Aquaeductus vestibuli</translation>
        </message>
        <message>
            <source>vestibular aqueduct</source>
            <translation>Aquaeductus vestibuli</translation>
        </message>
        <message>
            <source>Vestibular aqueduct midpoint</source>
            <translation>Aquaeductus vestibuli, Mitte</translation>
        </message>
        <message>
            <source>Vestibular aqueduct operculum</source>
            <translation>Aquaeductus vestibuli, Operculum</translation>
        </message>
        <message>
            <source>Vestibular aqueduct, midpoint</source>
            <translation>Aquaeductus vestibuli, Mitte</translation>
        </message>
        <message>
            <source>Vestibular aqueduct, operculum</source>
            <translation>Aquaeductus vestibuli, Operculum</translation>
        </message>
        <message>
            <source>Vestibule</source>
            <translation>Vestibulum</translation>
        </message>
        <message>
            <source>vestibule</source>
            <translation>Vestibulum</translation>
        </message>
        <message>
            <source>Volume</source>
            <translation>Volumen</translation>
        </message>
        <message>
            <source>Volumes</source>
            <translation>Volumina</translation>
        </message>
        <message>
            <source>Volumes of the ear</source>
            <translation>Volumina des Ohrs</translation>
        </message>
        <message>
            <source>Voxel size</source>
            <translation>Voxelgröße</translation>
        </message>
        <message>
            <source>Voxels</source>
            <translation>Voxel</translation>
        </message>
        <message>
            <source>voxels of the part times the volume of a voxel</source>
            <translation>Voxel des Teils mal Volumen eines Voxels</translation>
        </message>
        <message>
            <source>Voxels of {0} mm are too thick to show the canals reliably.</source>
            <translation>Voxel von {0=} mm sind zu dick, um die Bogengänge verlässlich zu zeigen.</translation>
        </message>
        <message>
            <source>Voxels of {0} mm cannot show the inner ear.</source>
            <translation>Voxel von {0=} mm können das Innenohr nicht zeigen.</translation>
        </message>
        <message>
            <source>voxels within {0} mm</source>
            <translation>Voxel in {0#} mm Dicke</translation>
        </message>
        <message>
            <source>voxels within {0} mm, not the {1}</source>
            <translation>Voxel in {0#} mm Dicke, nicht der {1=}</translation>
        </message>
        <message>
            <source>Wait for an answer</source>
            <translation>Auf Antwort warten</translation>
        </message>
        <message>
            <source>Waiting for matches</source>
            <translation>Warten auf Treffer</translation>
        </message>
        <message>
            <source>Waiting: {0}</source>
            <translation>Wartet: {0}</translation>
        </message>
        <message>
            <source>Wall angle</source>
            <translation>Winkel der Außenwand</translation>
        </message>
        <message>
            <source>wall distance</source>
            <translation>Wandabstand</translation>
        </message>
        <message>
            <source>was filled by interpolation: nothing was scanned there</source>
            <translation>wurde durch Interpolation gefüllt: dort wurde nichts aufgenommen</translation>
        </message>
        <message>
            <source>was left empty</source>
            <translation>wurde leer gelassen</translation>
        </message>
        <message>
            <source>Was the disc taken out?</source>
            <translation>Wurde die CD herausgenommen?</translation>
        </message>
        <message>
            <source>Was the disc taken out? Insert it and try again.</source>
            <translation>Wurde die CD herausgenommen? Legen Sie sie ein, und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>What a crash can cost; the case file itself is written by Ctrl+S alone.</source>
            <translation>So viel kann ein Absturz kosten; die Falldatei selbst schreibt nur Strg+S.</translation>
        </message>
        <message>
            <source>What is painted of it goes too. It can be undone.</source>
            <translation>Was davon gemalt ist, verschwindet mit. Es lässt sich rückgängig machen.</translation>
        </message>
        <message>
            <source>What was done step by step could not be read: the case is as it was saved, undo begins anew.</source>
            <translation>Die einzelnen Schritte waren nicht lesbar: der Fall ist, wie er gespeichert wurde, Rückgängig beginnt neu.</translation>
        </message>
        <message>
            <source>Wheel</source>
            <translation>Mausrad</translation>
        </message>
        <message>
            <source>Wheel the other way round</source>
            <translation>Mausrad andersherum</translation>
        </message>
        <message>
            <source>Where is the scan?</source>
            <translation>Wo liegt das CT?</translation>
        </message>
        <message>
            <source>Where the model runs</source>
            <translation>Wo das Modell rechnet</translation>
        </message>
        <message>
            <source>Where the network is unsure</source>
            <translation>Wo das Netz unsicher ist</translation>
        </message>
        <message>
            <source>Whole ear</source>
            <translation>Ganzes Ohr</translation>
        </message>
        <message>
            <source>Whole labyrinth</source>
            <translation>Ganzes Labyrinth</translation>
        </message>
        <message>
            <source>Whole part</source>
            <translation>Ganzer Teil</translation>
        </message>
        <message>
            <source>width of the bone inside the canal, in the canal's plane, through the centre of its circle, from the vestibule's side to the inner wall of the arc</source>
            <translation>Breite des Knochens innerhalb des Bogengangs in dessen Ebene, durch die Mitte seines Kreises, von der Seite des Vestibulums zur Innenwand des Bogens</translation>
        </message>
        <message>
            <source>Widths by hand</source>
            <translation>Weiten von Hand</translation>
        </message>
        <message>
            <source>Widths by hand, {0} ear</source>
            <translation>Weiten von Hand, Ohr {0}</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>Fenster</translation>
        </message>
        <message>
            <source>Window width and level</source>
            <translation>Fensterbreite und -lage</translation>
        </message>
        <message>
            <source>Work</source>
            <translation>Arbeiten</translation>
        </message>
        <message>
            <source>Write anyway</source>
            <translation>Trotzdem</translation>
        </message>
        <message>
            <source>Write it as year, month, day: 2026-03-09.</source>
            <translation>Schreiben Sie Jahr, Monat, Tag: 2026-03-09.</translation>
        </message>
        <message>
            <source>Write one, such as Facial nerve.</source>
            <translation>Schreiben Sie einen, etwa Gesichtsnerv.</translation>
        </message>
        <message>
            <source>Write the copy</source>
            <translation>Kopie schreiben</translation>
        </message>
        <message>
            <source>Write the report</source>
            <translation>Bericht schreiben</translation>
        </message>
        <message>
            <source>Writing</source>
            <translation>Wird geschrieben</translation>
        </message>
        <message>
            <source>Writing DICOM images</source>
            <translation>DICOM-Bilder werden geschrieben</translation>
        </message>
        <message>
            <source>Writing the disc</source>
            <translation>CD wird geschrieben</translation>
        </message>
        <message>
            <source>Writing the segmentation</source>
            <translation>Segmentierung wird geschrieben</translation>
        </message>
        <message>
            <source>Writing {0}</source>
            <translation>{0=} wird geschrieben</translation>
        </message>
        <message>
            <source>Written</source>
            <translation>Geschrieben</translation>
        </message>
        <message>
            <source>Written on stands and casts beside side and scale. Never the patient's name.</source>
            <translation>Steht auf Ständern und Gussformen neben Seite und Maßstab. Nie der Name des Patienten.</translation>
        </message>
        <message>
            <source>Written:</source>
            <translation>Geschrieben:</translation>
        </message>
        <message>
            <source>Written: {0}</source>
            <translation>Geschrieben: {0=}</translation>
        </message>
        <message>
            <source>Your scan and what you made of it are still open. Copy the details for whoever looks after the program.</source>
            <translation>Ihr CT und Ihre Arbeit daran sind noch offen. Kopieren Sie die Einzelheiten für die Betreuung des Programms.</translation>
        </message>
        <message>
            <source>Your share of the disk is used up</source>
            <translation>Ihr Anteil am Laufwerk ist aufgebraucht</translation>
        </message>
        <message>
            <source>YYYY-MM-DD</source>
            <translation>JJJJ-MM-TT</translation>
        </message>
        <message>
            <source>Zoom</source>
            <translation>Zoomen</translation>
        </message>
        <message>
            <source>Zoom in and out</source>
            <translation>Vergrößern, verkleinern</translation>
        </message>
        <message>
            <source>{0} (Ctrl+{1})</source>
            <translation>{0} (Strg+{1=})</translation>
        </message>
        <message>
            <source>{0} (electrode path (insertion))</source>
            <translation>{0} (Elektrodenweg (Insertion))</translation>
        </message>
        <message>
            <source>{0} (elliptic-circular approximation)</source>
            <translation>{0=} (elliptisch-kreisförmige Näherung)</translation>
        </message>
        <message>
            <source>{0} (missing)</source>
            <translation>{0=} (fehlt)</translation>
        </message>
        <message>
            <source>{0} (T)</source>
            <translation>{0} (T)</translation>
        </message>
        <message>
            <source>{0} ({1})</source>
            <translation>{0} ({1})</translation>
        </message>
        <message>
            <source>{0} answers and knows this computer.</source>
            <translation>{0=} antwortet und kennt diesen Rechner.</translation>
        </message>
        <message>
            <source>{0} bony island</source>
            <translation>{0}, Knocheninsel</translation>
        </message>
        <message>
            <source>{0} broke off without an answer.</source>
            <translation>{0=} brach ohne Antwort ab.</translation>
        </message>
        <message>
            <source>{0} can't be reached.</source>
            <translation>{0=} ist nicht erreichbar.</translation>
        </message>
        <message>
            <source>{0} cannot be read as a case.</source>
            <translation>{0=} lässt sich nicht als Fall lesen.</translation>
        </message>
        <message>
            <source>{0} cannot be read as a volume.</source>
            <translation>{0=} lässt sich nicht als Volumen lesen.</translation>
        </message>
        <message>
            <source>{0} cannot be read from the disc; nothing was copied.</source>
            <translation>{0=} lässt sich nicht von der CD lesen; nichts wurde kopiert.</translation>
        </message>
        <message>
            <source>{0} cavities of {1} mm³</source>
            <translation>{0#} Hohlräume von {1=} mm³</translation>
        </message>
        <message>
            <source>{0} Close other programs and open it again, or read it coarser.</source>
            <translation>{0} Schließen Sie andere Programme, und öffnen Sie sie erneut, oder lesen Sie sie gröber.</translation>
        </message>
        <message>
            <source>{0} copied studies were missing in the library and are listed again.</source>
            <translation>{0=} kopierte Untersuchungen fehlten in der Bibliothek und stehen wieder in der Liste.</translation>
        </message>
        <message>
            <source>{0} copied{1}.</source>
            <translation>{0} kopiert{1}.</translation>
        </message>
        <message>
            <source>{0} could not be read</source>
            <translation>{0} nicht lesbar</translation>
        </message>
        <message>
            <source>{0} could not deliver the images to this computer.</source>
            <translation>{0=} konnte die Bilder nicht an diesen Rechner liefern.</translation>
        </message>
        <message>
            <source>{0} could not {1}.</source>
            <translation>{0=} konnte nicht: {1}.</translation>
        </message>
        <message>
            <source>{0} cut</source>
            <translation>Schnitt {0}</translation>
        </message>
        <message>
            <source>{0} does not answer.</source>
            <translation>{0=} antwortet nicht.</translation>
        </message>
        <message>
            <source>{0} does not belong to these labels.</source>
            <translation>{0=} gehört nicht zu diesen Labels.</translation>
        </message>
        <message>
            <source>{0} does not hold one grey image.</source>
            <translation>{0=} enthält nicht ein einzelnes Graubild.</translation>
        </message>
        <message>
            <source>{0} does not know this computer as {1}.</source>
            <translation>{0=} kennt diesen Rechner nicht als {1=}.</translation>
        </message>
        <message>
            <source>{0} does not know {1} as a place to send images to.</source>
            <translation>{0=} kennt {1=} nicht als Ziel für Bilder.</translation>
        </message>
        <message>
            <source>{0} does not let this computer {1}.</source>
            <translation>{0=} lässt diesen Rechner nicht: {1}.</translation>
        </message>
        <message>
            <source>{0} does not take images of this kind ({1}); {2} were sent.</source>
            <translation>{0=} nimmt Bilder dieser Art nicht ({1=}); {2=} wurden gesendet.</translation>
        </message>
        <message>
            <source>{0} ear, parts</source>
            <translation>Ohr {0}, Teile</translation>
        </message>
        <message>
            <source>{0} ear, whole</source>
            <translation>Ohr {0}, ganz</translation>
        </message>
        <message>
            <source>{0} ended the connection before it began.</source>
            <translation>{0=} beendete die Verbindung, bevor sie begann.</translation>
        </message>
        <message>
            <source>{0} examination</source>
            <translation>{0#} Untersuchung</translation>
        </message>
        <message>
            <source>{0} examinations</source>
            <translation>{0#} Untersuchungen</translation>
        </message>
        <message>
            <source>{0} file</source>
            <translation>{0#} Datei</translation>
        </message>
        <message>
            <source>{0} files</source>
            <translation>{0#} Dateien</translation>
        </message>
        <message>
            <source>{0} files copied</source>
            <translation>{0#} Dateien kopiert</translation>
        </message>
        <message>
            <source>{0} found</source>
            <translation>{0} gefunden</translation>
        </message>
        <message>
            <source>{0} found.</source>
            <translation>{0} gefunden.</translation>
        </message>
        <message>
            <source>{0} frame(s) of other stacks or phases were left out.</source>
            <translation>{0=} Bild(er) anderer Stapel oder Phasen wurden ausgelassen.</translation>
        </message>
        <message>
            <source>{0} From the border of the labels: mean {1} mm, 95 % within {2} mm (worst surface), at most {3} mm.</source>
            <translation>{0} Zur Grenze der Labels: im Mittel {1=} mm, 95 % innerhalb {2=} mm (schlechteste Fläche), höchstens {3=} mm.</translation>
        </message>
        <message>
            <source>{0} gaps of up to</source>
            <translation>{0=} Lücken von bis zu</translation>
        </message>
        <message>
            <source>{0} holds colours or vectors, not Hounsfield units.</source>
            <translation>{0=} enthält Farben oder Vektoren, keine Hounsfield-Einheiten.</translation>
        </message>
        <message>
            <source>{0} holds no scan that can be read.</source>
            <translation>{0=} enthält kein lesbares CT.</translation>
        </message>
        <message>
            <source>{0} holds no scans.</source>
            <translation>{0=} enthält keine Aufnahmen.</translation>
        </message>
        <message>
            <source>{0} holds the segment {1}, which is no part of an inner ear known here.</source>
            <translation>{0=} enthält das Segment {1=}, das hier als Teil eines Innenohrs nicht bekannt ist.</translation>
        </message>
        <message>
            <source>{0} holds values that are no label codes ({1}).</source>
            <translation>{0=} enthält Werte, die keine Labelnummern sind ({1=}).</translation>
        </message>
        <message>
            <source>{0} image(s) lie at the place of another one and were left out.</source>
            <translation>{0=} Bild(er) liegen am Platz eines anderen und wurden ausgelassen.</translation>
        </message>
        <message>
            <source>{0} images</source>
            <translation>{0#} Bilder</translation>
        </message>
        <message>
            <source>{0} in the archive was not opened: {1}.</source>
            <translation>{0=} im Archiv wurde nicht geöffnet: {1}.</translation>
        </message>
        <message>
            <source>{0} is a colour picture, not a CT image.</source>
            <translation>{0=} ist ein Farbbild, kein CT-Bild.</translation>
        </message>
        <message>
            <source>{0} is a mask without parts, and its shape does not tell which ear and which parts it shows.</source>
            <translation>{0=} ist eine Maske ohne Teile, und ihre Form verrät nicht, welches Ohr und welche Teile sie zeigt.</translation>
        </message>
        <message>
            <source>{0} is a mask without parts, too small for an inner ear.</source>
            <translation>{0=} ist eine Maske ohne Teile, zu klein für ein Innenohr.</translation>
        </message>
        <message>
            <source>{0} is busy and takes no more connections.</source>
            <translation>{0=} ist ausgelastet und nimmt keine Verbindungen mehr an.</translation>
        </message>
        <message>
            <source>{0} is damaged or cut short.</source>
            <translation>{0=} ist beschädigt oder abgeschnitten.</translation>
        </message>
        <message>
            <source>{0} is damaged.</source>
            <translation>{0=} ist beschädigt.</translation>
        </message>
        <message>
            <source>{0} is neither a folder nor a file.</source>
            <translation>{0=} ist weder Ordner noch Datei.</translation>
        </message>
        <message>
            <source>{0} is no date.</source>
            <translation>{0=} ist kein Datum.</translation>
        </message>
        <message>
            <source>{0} is no DICOM image.</source>
            <translation>{0=} ist kein DICOM-Bild.</translation>
        </message>
        <message>
            <source>{0} is no DICOM segmentation that can be read.</source>
            <translation>{0=} ist keine lesbare DICOM-Segmentierung.</translation>
        </message>
        <message>
            <source>{0} is no label map.</source>
            <translation>{0=} ist keine Labeldatei.</translation>
        </message>
        <message>
            <source>{0} is no longer there.</source>
            <translation>{0=} ist nicht mehr da.</translation>
        </message>
        <message>
            <source>{0} is no longer there; nothing was copied.</source>
            <translation>{0=} ist nicht mehr da; nichts wurde kopiert.</translation>
        </message>
        <message>
            <source>{0} is not a DICOM image.</source>
            <translation>{0=} ist kein DICOM-Bild.</translation>
        </message>
        <message>
            <source>{0} is not one volume ({1}).</source>
            <translation>{0=} ist kein einzelnes Volumen ({1=}).</translation>
        </message>
        <message>
            <source>{0} is not there.</source>
            <translation>{0=} ist nicht da.</translation>
        </message>
        <message>
            <source>{0} is open in another window{1}{2}.</source>
            <translation>{0} ist in einem anderen Fenster offen{1}{2}.</translation>
        </message>
        <message>
            <source>{0} is what the program calls something else.</source>
            <translation>{0=} heißt im Programm schon etwas anderes.</translation>
        </message>
        <message>
            <source>{0} islands of {1} mm³</source>
            <translation>{0#} Inseln von {1=} mm³</translation>
        </message>
        <message>
            <source>{0} keeps {1} closed cavities that cannot drain.</source>
            <translation>{0} behält {1=} geschlossene Hohlräume, die nicht ablaufen.</translation>
        </message>
        <message>
            <source>{0} keeps {1} closed {2} that cannot drain.</source>
            <translation>{0} behält {1=} geschlossene {2}, die nicht ablaufen.</translation>
        </message>
        <message>
            <source>{0} lacks the means to {1} now.</source>
            <translation>{0=} hat jetzt nicht die Mittel: {1}.</translation>
        </message>
        <message>
            <source>{0} lumen</source>
            <translation>{0}, Lumen</translation>
        </message>
        <message>
            <source>{0} min left</source>
            <translation>noch {0#} min</translation>
        </message>
        <message>
            <source>{0} mm after slice {1}</source>
            <translation>{0=} mm nach Schicht {1=}</translation>
        </message>
        <message>
            <source>{0} mm between slices {1} and {2}</source>
            <translation>{0=} mm zwischen den Schichten {1=} und {2=}</translation>
        </message>
        <message>
            <source>{0} mm inside the wall</source>
            <translation>{0=} mm innerhalb der Wand</translation>
        </message>
        <message>
            <source>{0} mm {1} the measuring plane</source>
            <translation>{0=} mm {1} der Messebene</translation>
        </message>
        <message>
            <source>{0} mm {1} the plane of {2}</source>
            <translation>{0=} mm {1} der Ebene von {2=}</translation>
        </message>
        <message>
            <source>{0} mm: {1}, {2} % covered</source>
            <translation>{0=} mm: {1}, {2=} % abgedeckt</translation>
        </message>
        <message>
            <source>{0} mm³</source>
            <translation>{0#} mm³</translation>
        </message>
        <message>
            <source>{0} mm³ beyond the usual shape of an ear were left out. Check what is beside it.</source>
            <translation>{0=} mm³ außerhalb der üblichen Form eines Ohrs wurden ausgelassen. Prüfen Sie, was daneben liegt.</translation>
        </message>
        <message>
            <source>{0} mm³ in smaller pieces were left out.</source>
            <translation>{0=} mm³ in kleineren Stücken wurden ausgelassen.</translation>
        </message>
        <message>
            <source>{0} names a file outside the disc.</source>
            <translation>{0=} nennt eine Datei außerhalb der CD.</translation>
        </message>
        <message>
            <source>{0} names this file, but it is not on the disc.</source>
            <translation>{0=} nennt diese Datei, aber sie ist nicht auf der CD.</translation>
        </message>
        <message>
            <source>{0} not written, because the labels have changed.</source>
            <translation>{0} nicht geschrieben, weil sich die Labels geändert haben.</translation>
        </message>
        <message>
            <source>{0} of the Hounsfield units {1}; {2}.</source>
            <translation>{0} der Hounsfield-Einheiten {1}; {2}.</translation>
        </message>
        <message>
            <source>{0} of the labelled volume lies outside this scan and was left out.</source>
            <translation>{0=} des segmentierten Volumens liegen außerhalb dieses CTs und wurden ausgelassen.</translation>
        </message>
        <message>
            <source>{0} of these names already {1} in the folder.</source>
            <translation>{0=} dieser Namen gibt es schon im Ordner.</translation>
        </message>
        <message>
            <source>{0} of {1}</source>
            <translation>{0#} von {1#}</translation>
        </message>
        <message>
            <source>{0} of {1} contacts have no place in the cochlea at this depth.</source>
            <translation>{0=} von {1=} Kontakten haben bei dieser Tiefe keinen Platz in der Cochlea.</translation>
        </message>
        <message>
            <source>{0} of {1} images sent</source>
            <translation>{0=} von {1=} Bildern gesendet</translation>
        </message>
        <message>
            <source>{0} of {1} mm³</source>
            <translation>{0#} von {1#} mm³</translation>
        </message>
        <message>
            <source>{0} of {1} {2} lies outside {3} ({4}).</source>
            <translation>{0} {1=} {2=}: außerhalb von {3} ({4}).</translation>
        </message>
        <message>
            <source>{0} of {1} {2} lies within {3} ({4}).</source>
            <translation>{0} {1=} {2=}: innerhalb von {3=} ({4}).</translation>
        </message>
        <message>
            <source>{0} of {1} {2} {3} {4} ({5}).</source>
            <translation>{0} {1=} {2=}: {3} {4} ({5}).</translation>
        </message>
        <message>
            <source>{0} over {1} mm</source>
            <translation>{0} über {1=} mm</translation>
        </message>
        <message>
            <source>{0} picture</source>
            <translation>Bild {0}</translation>
        </message>
        <message>
            <source>{0} places</source>
            <translation>{0#} Stellen</translation>
        </message>
        <message>
            <source>{0} radius</source>
            <translation>{0}, Radius</translation>
        </message>
        <message>
            <source>{0} reaches the border of the scan, so part of it may be missing</source>
            <translation>{0} reicht an den Rand des CTs, ein Teil kann also fehlen</translation>
        </message>
        <message>
            <source>{0} refused the connection.</source>
            <translation>{0=} lehnte die Verbindung ab.</translation>
        </message>
        <message>
            <source>{0} s left</source>
            <translation>noch {0#} s</translation>
        </message>
        <message>
            <source>{0} sent to {1}.</source>
            <translation>{0} an {1=} gesendet.</translation>
        </message>
        <message>
            <source>{0} series</source>
            <translation>{0#} Serien</translation>
        </message>
        <message>
            <source>{0} slice</source>
            <translation>{0#} Schicht</translation>
        </message>
        <message>
            <source>{0} slices</source>
            <translation>{0#} Schichten</translation>
        </message>
        <message>
            <source>{0} specks of the {1}</source>
            <translation>{0#} Flecken ({1})</translation>
        </message>
        <message>
            <source>{0} to {1} HU</source>
            <translation>{0#} bis {1#} HU</translation>
        </message>
        <message>
            <source>{0} turns</source>
            <translation>{0#} Wdg.</translation>
        </message>
        <message>
            <source>{0} Usual: {1} ({2}).</source>
            <translation>{0} Üblich: {1} ({2}).</translation>
        </message>
        <message>
            <source>{0} view</source>
            <translation>Ansicht {0}</translation>
        </message>
        <message>
            <source>{0} was not added</source>
            <translation>{0=} wurde nicht hinzugefügt</translation>
        </message>
        <message>
            <source>{0} was not written</source>
            <translation>{0=} wurde nicht geschrieben</translation>
        </message>
        <message>
            <source>{0} would have {1} million triangles; the most is {2} million.</source>
            <translation>{0} hätte {1=} Millionen Dreiecke; höchstens {2=} Millionen.</translation>
        </message>
        <message>
            <source>{0} written, with a description.</source>
            <translation>{0=} mit Beschreibung geschrieben.</translation>
        </message>
        <message>
            <source>{0} {1} mm</source>
            <translation>{0} {1#} mm</translation>
        </message>
        <message>
            <source>{0} {1} mm {2}</source>
            <translation>{0} {1=} mm {2}</translation>
        </message>
        <message>
            <source>{0} × {1} × {2} mm (columns × rows × slices)</source>
            <translation>{0=} × {1=} × {2=} mm (Spalten × Zeilen × Schichten)</translation>
        </message>
        <message>
            <source>{0} × {1} × {2} voxels become one, their mean; measures lose that much precision.</source>
            <translation>{0=} × {1=} × {2=} Voxel werden eines, ihr Mittel; Maße verlieren so viel Genauigkeit.</translation>
        </message>
        <message>
            <source>{0}, 1 file</source>
            <translation>{0=}, 1 Datei</translation>
        </message>
        <message>
            <source>{0}, area</source>
            <translation>{0}, Fläche</translation>
        </message>
        <message>
            <source>{0}, bony island</source>
            <translation>{0}, Knocheninsel</translation>
        </message>
        <message>
            <source>{0}, duct length, {1}</source>
            <translation>{0}, Ganglänge, {1}</translation>
        </message>
        <message>
            <source>{0}, highest</source>
            <translation>{0}, größter Wert</translation>
        </message>
        <message>
            <source>{0}, lowest</source>
            <translation>{0}, kleinster Wert</translation>
        </message>
        <message>
            <source>{0}, lumen</source>
            <translation>{0}, Lumen</translation>
        </message>
        <message>
            <source>{0}, mean</source>
            <translation>{0}, Mittel</translation>
        </message>
        <message>
            <source>{0}, planarity</source>
            <translation>{0}, Ebenheit</translation>
        </message>
        <message>
            <source>{0}, port {1}</source>
            <translation>{0=}, Port {1=}</translation>
        </message>
        <message>
            <source>{0}, radius</source>
            <translation>{0}, Radius</translation>
        </message>
        <message>
            <source>{0}, SD</source>
            <translation>{0}, SD</translation>
        </message>
        <message>
            <source>{0}, smallest lumen</source>
            <translation>{0}, kleinstes Lumen</translation>
        </message>
        <message>
            <source>{0}, so nothing was written.</source>
            <translation>{0}, darum wurde nichts geschrieben.</translation>
        </message>
        <message>
            <source>{0}, surfaces</source>
            <translation>{0}, Oberfläche</translation>
        </message>
        <message>
            <source>{0}, volumes</source>
            <translation>{0}, Volumen</translation>
        </message>
        <message>
            <source>{0}, {1}</source>
            <translation>{0}, {1}</translation>
        </message>
        <message>
            <source>{0}, {1} ear</source>
            <translation>{0}, Ohr {1}</translation>
        </message>
        <message>
            <source>{0}, {1} images</source>
            <translation>{0=}, {1#} Bilder</translation>
        </message>
        <message>
            <source>{0}, {1} of material.</source>
            <translation>{0=}, {1=} Material.</translation>
        </message>
        <message>
            <source>{0}. {1} In the {2} view.</source>
            <translation>{0}. {1} In der Ansicht {2}.</translation>
        </message>
        <message>
            <source>{0}: along the {1}, {2}: {3}</source>
            <translation>{0}: {1}, {2}: {3}</translation>
        </message>
        <message>
            <source>{0}: coarse</source>
            <translation>{0}: grob</translation>
        </message>
        <message>
            <source>{0}: slices are missing</source>
            <translation>{0=}: Schichten fehlen</translation>
        </message>
        <message>
            <source>{0}: too thick for the inner ear</source>
            <translation>{0}: zu dick für das Innenohr</translation>
        </message>
        <message>
            <source>{0}: {1}</source>
            <translation>{0}: {1}</translation>
        </message>
        <message>
            <source>{0}: {1} mm, {2} contacts over {3} mm, {4}</source>
            <translation>{0=}: {1=} mm, {2=} Kontakte auf {3=} mm, {4}</translation>
        </message>
        <message>
            <source>{0}: {1}.</source>
            <translation>{0}: {1}.</translation>
        </message>
        <message>
            <source>{0}; a flat face closes it there.</source>
            <translation>{0}; dort schließt es eine ebene Fläche.</translation>
        </message>
        <message>
            <source>{0}; choose a larger scale.</source>
            <translation>{0}; wählen Sie einen größeren Maßstab.</translation>
        </message>
        <message>
            <source>{0}; choose {1}.</source>
            <translation>{0}; wählen Sie {1}.</translation>
        </message>
        <message>
            <source>{0}; elsewhere the slices lie {1} mm apart. What lies in a gap is unknown: a canal or the cochlea may run through it. The views stay marked, whatever you choose.</source>
            <translation>{0}; sonst liegen die Schichten {1=} mm auseinander. Was in einer Lücke liegt, ist unbekannt: ein Bogengang oder die Cochlea kann hindurchlaufen. Die Ansichten bleiben markiert, was immer Sie wählen.</translation>
        </message>
        <message>
            <source>{0}; mark its side yourself, or put it on a stand.</source>
            <translation>{0}; markieren Sie die Seite selbst, oder setzen Sie es auf einen Ständer.</translation>
        </message>
        <message>
            <source>{0}; {1}.</source>
            <translation>{0}; {1}.</translation>
        </message>
        <message>
            <source>{0}{1} already exist{2} in the folder {3}.</source>
            <translation>Im Ordner {3=} gibt es schon {0=}{1}.</translation>
        </message>
        <message>
            <source>{0}{1} images received</source>
            <translation>{0=}{1} Bilder empfangen</translation>
        </message>
        <message>
            <source>{0}{1} is there already.</source>
            <translation>Schon da: {0}{1}.</translation>
        </message>
        <message>
            <source>{0}{1}, expected {2} mm</source>
            <translation>{0}{1}, erwartet {2=} mm</translation>
        </message>
        <message>
            <source>{0}{1}, to {2}</source>
            <translation>{0}{1}, nach {2=}</translation>
        </message>
        <message>
            <source>± is meant to hold the true value in 95 of 100 ears: twice the standard deviation of the value when the ear is measured again with its walls moved at random, within a voxel's rounding and the layer in which the network is unsure, together with the method's own error in phantoms of known truth, true labels and the network's. Landmarks placed by hand are taken as they stand; how far experts differ is told apart. In simulated scans that were kept aside it held the truth in 95 to 100 of 100 values of each measure with the network's labels (docs/reference/accuracy.md); in real scans no truth is known.</source>
            <translation>± soll in 95 von 100 Ohren den wahren Wert enthalten: die doppelte Standardabweichung, wenn das Ohr mit zufällig verschobenen Wänden neu gemessen wird, im Rahmen der Rundung auf Voxel und der Schicht, in der das Netz unsicher ist, samt dem Fehler des Verfahrens in Phantomen bekannter Wahrheit, mit wahren Labels und denen des Netzes. Von Hand gesetzte Messpunkte gelten, wie sie stehen; wie weit Experten abweichen, steht gesondert. In simulierten Aufnahmen, die dafür beiseitegelegt waren, enthielt es mit den Labels des Netzes die Wahrheit bei 95 bis 100 von 100 Werten jedes Maßes (docs/reference/accuracy.md); bei wirklichen Aufnahmen ist keine Wahrheit bekannt.</translation>
        </message>
    </context>
</TS>
